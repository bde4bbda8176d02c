import { expect, test, type Page } from "./fixtures.ts";
import { button, expectSaved, link, messages, rows, threadRow, title, writeReply } from "./support/page.ts";
import { remains } from "./support/remains.ts";
import { text } from "./support/texts.ts";

// What must never happen may not happen at a first try either.
test.describe.configure({ retries: 0 });

const WRITTEN = "Kanarifuglen synger i utkastet";

async function expectLoggedOut(page: Page): Promise<void> {
  await expect(title(page)).toHaveText(text("loggedOut.title"));
  await expect(page.getByText(text("loggedOut.text"))).toBeVisible();
}

test("log-out wipes everything, here and in the other tab", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*401/);
  const kari = await citizen("kari");
  const threads = await kari.threads("p-kari");
  const told = kari.rows("SELECT m.body FROM messages m WHERE m.thread_id = 't-kari-13'");
  const canaries = [
    ...threads.flatMap(({ subject, preview, sender }) => [subject, preview.slice(0, 30), sender.name]),
    ...told.map(({ body }) => String((JSON.parse(String(body)) as { text: string }).text).slice(0, 30)),
    ...(await kari.session()).persons.map(({ name }) => name),
    WRITTEN,
    // Also the product's name, which the title may hold.
  ].filter((words) => words.length > 6 && words !== "Helsenorge");

  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  const other = await kari.tab("samtale/t-kari-13");
  await expect(messages(other).first()).toBeVisible();
  await threadRow(page, "t-kari-13").click();
  await writeReply(page, WRITTEN);
  await expectSaved(page);
  // A control: the search finds what is there.
  const before = await remains(page);
  expect(canaries.filter((words) => before.includes(words)).length).toBeGreaterThan(3);

  await button(page, text("bar.logOut")).click();
  await expectLoggedOut(page);
  await expectLoggedOut(other);
  for (const tab of [page, other]) {
    const left = await remains(tab);
    expect(canaries.filter((words) => left.includes(words))).toEqual([]);
  }
  expect(await kari.context.cookies()).toEqual([]);

  // Going back finds the log-in, not the inbox.
  await page.goBack();
  await expect(title(page)).not.toHaveText(text("inbox.title"));
  const left = await remains(page);
  expect(canaries.filter((words) => left.includes(words))).toEqual([]);
  await page.reload();
  await expect(title(page)).toHaveText(text("logIn.title"));
});

test("log-out saves what was written first, and leads back to the log-in", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("samtale/t-kari-13");
  await writeReply(page, WRITTEN);
  await button(page, text("bar.logOut")).click();
  await expectLoggedOut(page);
  expect(kari.rows("SELECT text, sent FROM drafts")).toEqual([{ text: WRITTEN, sent: 0 }]);
  await expect(link(page, text("loggedOut.logIn"))).toHaveAttribute("href", /^\/login\?returnTo=%2Finnboks/);
});

test("log-out that the service refuses leaves nothing shown, and says so", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*500/);
  const kari = await citizen("kari");
  await kari.scenario({ path: "/api/v1/logout", fault: { kind: "status", status: 500 } });
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  await button(page, text("bar.logOut")).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(rows(page)).toHaveCount(0);
});
