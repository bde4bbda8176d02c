import { expect, test } from "./fixtures.ts";
import { button, link, messages, replyField, rows, sendButton, tabTo, threadRow, title } from "./support/page.ts";
import { text } from "./support/texts.ts";

const SUBJECT = "Hjelp til bandasjeskift etter operasjonen";

const pages: [path: string, heading: string][] = [
  ["", text("inbox.title")],
  ["samtale/t-kari-13", SUBJECT],
  ["skriv", text("compose.title")],
  ["om", text("about.title")],
];
for (const [path, heading] of pages) {
  test(`the address /innboks/${path} leads to its page, also after a reload`, async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await kari.open(path);
    await expect(title(page)).toHaveText(heading);
    await page.reload();
    await expect(title(page)).toHaveText(heading);
    await expect(page).toHaveURL(`/innboks/${path}`);
  });
}

for (const path of ["finnes-ikke", "samtale/t-finnes-ikke", "samtale/a/b", "skriv/d-finnes-ikke"]) {
  test(`an address that leads nowhere says so and shows the way home: ${path}`, async ({ citizen, guard }) => {
    guard.expectFault(/Failed to load resource.*404/);
    const kari = await citizen("kari");
    const page = await kari.open(path);
    await expect(title(page)).toHaveText(text("notFound.title"));
    await link(page, text("notFound.home")).click();
    await expect(title(page)).toHaveText(text("inbox.title"));
    await expect(rows(page)).toHaveCount(50);
  });
}

test("back and forward lead through the pages, and the list is there at once", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await threadRow(page, "t-kari-13").click();
  await expect(title(page)).toHaveText(SUBJECT);
  // The link goes back too: it leaves no second list behind.
  await link(page, text("thread.back")).click();
  await expect(title(page)).toHaveText(text("inbox.title"));
  await page.goForward();
  await expect(title(page)).toHaveText(SUBJECT);
  await expect(messages(page).first()).toBeVisible();
  await page.goBack();
  await expect(rows(page)).toHaveCount(50);
  await link(page, text("compose.title")).click();
  await expect(title(page)).toHaveText(text("compose.title"));
  await page.goBack();
  await expect(title(page)).toHaveText(text("inbox.title"));
  await expect(rows(page)).toHaveCount(50);
  await page.goForward();
  await expect(title(page)).toHaveText(text("compose.title"));
});

test("the focus goes to the heading of each new page, in the list to the line I left, and stays put on arrival", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  await expect(title(page)).not.toBeFocused();
  await threadRow(page, "t-kari-13").click();
  await expect(title(page)).toHaveText(SUBJECT);
  await expect(title(page)).toBeFocused();
  await link(page, text("thread.back")).click();
  await expect(title(page)).toHaveText(text("inbox.title"));
  await expect(threadRow(page, "t-kari-13")).toBeFocused();
  await link(page, text("compose.title")).click();
  await expect(title(page)).toHaveText(text("compose.title"));
  await expect(title(page)).toBeFocused();
  await page.goBack();
  await expect(title(page)).toHaveText(text("inbox.title"));
  await expect(title(page)).toBeFocused();
});

test("by keyboard alone: past the bar, into a thread, answer and send", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  await page.keyboard.press("Tab");
  const skip = page.getByRole("button", { name: text("skip.content") });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();

  await tabTo(page, threadRow(page, "t-kari-13"));
  await page.keyboard.press("Enter");
  await expect(title(page)).toBeFocused();
  await expect(title(page)).toHaveText(SUBJECT);
  await tabTo(page, button(page, text("reply.button")));
  await page.keyboard.press("Enter");
  await expect(replyField(page)).toBeVisible();
  await tabTo(page, replyField(page));
  await page.keyboard.type("Skrevet uten mus.");
  await tabTo(page, sendButton(page, "Kari Nordmann"));
  await page.keyboard.press("Enter");
  await expect(messages(page).last()).toContainText("Skrevet uten mus.");
  expect(kari.messages("Skrevet uten mus.")).toHaveLength(1);
});

test("what the inbox is, what it costs and where help is stand one click away", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("samtale/t-kari-13");
  await link(page, text("about.title")).click();
  await expect(title(page)).toHaveText(text("about.title"));
  for (const key of ["about.intro", "about.delivery", "about.voluntary", "about.free", "about.help"] as const) {
    await expect(page.getByText(text(key))).toBeVisible();
  }
  await expect(link(page, "23 32 70 00")).toHaveAttribute("href", "tel:+4723327000");
});

test("a thread opens in a new tab as any link does", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  const opened = kari.context.waitForEvent("page");
  await threadRow(page, "t-kari-13").click({ modifiers: ["ControlOrMeta"] });
  await expect(title(await opened)).toHaveText(SUBJECT);
  await expect(title(page)).toHaveText(text("inbox.title"));
});

test("the page's title names the page, never a person or what a message is about", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  const named = (name: string): string => `${name} – Helsenorge`;
  await expect(page).toHaveTitle(named(text("inbox.title")));
  await threadRow(page, "t-kari-13").click();
  await expect(page).toHaveTitle(named(text("thread.title")));
  await link(page, text("thread.back")).click();
  await link(page, text("compose.title")).click();
  await expect(page).toHaveTitle(named(text("compose.title")));
  await page.goto("/innboks/personer");
  await expect(page).toHaveTitle(named(text("person.allTitle")));
  await page.goto("/innboks/om");
  await expect(page).toHaveTitle(named(text("about.title")));
  await page.goto("/innboks/finnes-ikke");
  await expect(page).toHaveTitle(named(text("notFound.title")));
});

test("leaving with text that cannot be saved asks first", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*500/);
  const kari = await citizen("kari");
  const page = await kari.open("samtale/t-kari-13");
  await kari.scenario({ method: "PUT", path: "/api/v1/drafts/*", fault: { kind: "status", status: 500 } });
  await button(page, text("reply.button")).click();
  await replyField(page).pressSequentially("Uten lagring");
  await page.getByRole("button", { name: text("bar.person") }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ola Nordmann" }).click();
  const asks = page.getByRole("dialog", { name: text("leave.title") });
  await asks.getByRole("button", { name: text("leave.stay") }).click();
  await expect(replyField(page)).toHaveValue("Uten lagring");
  await expect(page.getByText(text("draft.notSaved"))).toBeVisible();
  // The browser asks as well, on its own way out.
  guard.expectDialog("beforeunload", "dismiss");
  await page.close({ runBeforeUnload: true });
  await expect(replyField(page)).toHaveValue("Uten lagring");
});
