import { expect, test, type Page } from "./fixtures.ts";
import { FAULTS, LOADING_FAILED } from "./support/faults.ts";
import { button, link, messages, replyField, rows, sendButton, threadRow, title, writeReply } from "./support/page.ts";
import { text, type TextKey } from "./support/texts.ts";
import type { Fault, ThreadPage } from "./support/wire.ts";

const LIST = "/api/v1/threads";
const THREAD = "/api/v1/threads/t-kari-13";
const RECIPIENTS = "/api/v1/recipients";

type Part = { name: string; page: string; asks: string; title: TextKey; shown: (page: Page) => Promise<void> };

const parts: Part[] = [
  {
    name: "the list",
    page: "",
    asks: LIST,
    title: "inbox.failed",
    shown: (page) => expect(rows(page)).toHaveCount(50),
  },
  {
    name: "a thread",
    page: "samtale/t-kari-13",
    asks: THREAD,
    title: "thread.failed",
    shown: (page) => expect(messages(page).first()).toBeVisible(),
  },
  {
    name: "the recipients",
    page: "skriv",
    asks: RECIPIENTS,
    title: "compose.failed",
    shown: (page) => expect(page.getByRole("radio").first()).toBeVisible(),
  },
];

/** Keeps every call of `path` waiting until what it answers is called. */
async function hold(page: Page, path: string): Promise<() => void> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(
    (url) => url.pathname === path,
    async (route) => {
      await released;
      await route.continue();
    },
  );
  return release;
}

for (const part of parts) {
  test(`when ${part.name} cannot be fetched it says why, and trying again works`, async ({ citizen, guard, a11y }) => {
    guard.expectFault(LOADING_FAILED);
    const kari = await citizen("kari");
    for (const [name, fault, message] of FAULTS) {
      await test.step(name, async () => {
        await kari.scenario({ method: "GET", path: part.asks, fault });
        const page = await kari.open(part.page);
        const alert = page.getByRole("alert").filter({ hasText: text(part.title) });
        await expect(alert).toContainText(message);
        if (name === "500") await a11y(page);
        await kari.scenario();
        await button(page, text("error.retry")).click();
        await part.shown(page);
        await expect(alert).toHaveCount(0);
      });
    }
  });

  test(`when ${part.name} is slow the waiting is shown, then what came`, async ({ citizen, a11y }) => {
    const kari = await citizen("kari");
    const release = await hold(kari.page, part.asks);
    const page = await kari.open(part.page);
    const waiting = page.getByRole("status").filter({ hasText: text("loading") });
    await expect(waiting).toBeVisible();
    await a11y(page);
    release();
    await part.shown(page);
    await expect(waiting).toHaveCount(0);
  });
}

test("«Vis flere» that fails says so, keeps what is shown, and can be tried again", async ({ citizen, guard }) => {
  guard.expectFault(LOADING_FAILED);
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  await kari.scenario({ method: "GET", path: LIST, fault: { kind: "status", status: 500 } });
  await button(page, text("inbox.more")).click();
  await expect(page.getByRole("alert")).toContainText(text("inbox.moreFailed"));
  await expect(rows(page)).toHaveCount(50);
  await kari.scenario();
  await button(page, text("inbox.more")).click();
  await expect(rows(page)).toHaveCount((await kari.threads("p-kari")).length);
  await expect(page.getByRole("alert")).toHaveCount(0);
});

const sendFaults: [name: string, fault: Fault, message: string][] = [
  ["500", { kind: "status", status: 500 }, text("send.uncertain")],
  ["503", { kind: "status", status: 503, retryAfter: 2 }, text("send.uncertain")],
  ["429", { kind: "status", status: 429, retryAfter: 3 }, text("error.tooMany", { seconds: 3 })],
  ["a malformed answer", { kind: "malformed" }, text("send.uncertain")],
  ["an answer that breaks off", { kind: "truncated" }, text("send.uncertain")],
  ["a connection that closes", { kind: "abort" }, text("send.uncertain")],
];

test("when sending fails it says so, the text stays, and trying again sends it once", async ({
  citizen,
  guard,
  a11y,
}) => {
  guard.expectFault(LOADING_FAILED);
  const kari = await citizen("kari");
  const page = await kari.open("samtale/t-kari-13");
  for (const [name, fault, message] of sendFaults) {
    await test.step(name, async () => {
      const words = `Sendt til tross for ${name}`;
      await kari.scenario({ method: "POST", path: "/api/v1/sends", fault });
      await writeReply(page, words);
      await sendButton(page, "Kari Nordmann").click();
      await expect(page.getByText(message)).toBeVisible();
      await expect(replyField(page)).toHaveValue(words);
      if (name === "500") await a11y(page);
      await kari.scenario();
      await sendButton(page, "Kari Nordmann").click();
      await expect(messages(page).last()).toContainText(words);
      expect(kari.messages(words)).toHaveLength(1);
    });
  }
});

test("a malformed answer for one thing leaves the rest alive", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.scenario(
    { method: "GET", path: THREAD, fault: { kind: "malformed" } },
    { method: "GET", path: RECIPIENTS, fault: { kind: "malformed" } },
  );
  const page = await kari.open();
  await threadRow(page, "t-kari-13").click();
  await expect(page.getByText(text("thread.failed"))).toBeVisible();
  await link(page, text("thread.back")).click();
  await expect(rows(page)).toHaveCount(50);
  await link(page, text("compose.title")).click();
  await expect(page.getByText(text("compose.failed"))).toBeVisible();
  await page.goBack();
  await threadRow(page, "t-kari-11").click();
  await expect(messages(page)).toHaveCount(7);
});

test("one thread of the list that cannot be understood leaves its neighbours", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.page.route(/\/api\/v1\/threads\?/, async (route) => {
    const answer = await route.fetch();
    const list = (await answer.json()) as ThreadPage;
    const threads = [list.threads[0], { id: "t-uforstaaelig", category: "gp" }, ...list.threads.slice(2)];
    await route.fulfill({ response: answer, json: { ...list, threads } });
  });
  const page = await kari.open();
  await expect(page.getByRole("listitem").filter({ hasText: text("inbox.unknownThread") })).toHaveCount(1);
  await expect(rows(page)).toHaveCount(49);
});

test("values from a later version are shown neutrally, and open nothing", async ({ citizen, a11y }) => {
  const kari = await citizen("kari");
  await kari.scenario({ path: "/api/v1/threads*", fault: { kind: "unknownValues" } });
  const page = await kari.open();
  await expect(page.getByText(text("inbox.unknownThread")).first()).toBeVisible();
  await expect(rows(page)).toHaveCount(0);
  await a11y(page);
  await kari.open("samtale/t-kari-13");
  await expect(title(page)).toHaveText(text("thread.hidden"));
  await expect(page.getByText(text("reason.unknownClaim"))).toBeVisible();
  await expect(button(page, text("reply.button"))).toHaveCount(0);
});

test("recipients of a later version cannot be chosen, and are still listed", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.scenario({ path: RECIPIENTS, fault: { kind: "unknownValues" } });
  const page = await kari.open("skriv");
  await expect(page.getByText("Torgeir Ullaland")).toBeVisible();
  await expect(page.getByText(text("recipient.unavailable")).first()).toBeVisible();
  await expect(page.getByRole("radio")).toHaveCount(0);
});

test("an answer from a later version keeps what it says, and what is unknown says so", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.page.route(/\/threads\/t-kari-13$/, async (route) => {
    const answer = await route.fetch();
    const thread = (await answer.json()) as { messages: { body: { kind: string } }[] };
    if (thread.messages[1]) thread.messages[1].body.kind = "somethingNew";
    await route.fulfill({ response: answer, json: thread });
  });
  const page = await kari.open("samtale/t-kari-13");
  await expect(page.getByText(text("thread.unknownContent"))).toHaveCount(1);
  await button(page, text("thread.showAll")).click();
  await expect(page.getByRole("list").getByText("Jeg ble operert i kneet i går")).toBeVisible();
});

async function expectLoggedOff(page: Page, path: string): Promise<void> {
  await expect(title(page)).toHaveText(text("logIn.title"));
  const address = `/login?returnTo=${encodeURIComponent(path)}`;
  await expect(link(page, text("loggedOut.logIn"))).toHaveAttribute("href", address);
}

/** Logging in again happens elsewhere, so that this page can go on. */
async function expectOver(page: Page, path: string): Promise<void> {
  await expect(title(page)).toHaveText(text("loggedOut.overTitle"));
  const logIn = link(page, text("loggedOut.newTab"));
  await expect(logIn).toHaveAttribute("href", `/login?returnTo=${encodeURIComponent(path)}`);
  await expect(logIn).toHaveAttribute("target", "_blank");
}

test("without a session the page leads to the log-in and back", async ({ visitor, guard }) => {
  guard.expectFault(/Failed to load resource.*401/);
  const page = await visitor();
  await page.goto("/innboks/samtale/t-kari-17");
  await expectLoggedOff(page, "/innboks/samtale/t-kari-17");
  await link(page, text("loggedOut.logIn")).click();
  await expect(page).toHaveURL(/\/login\?returnTo=/);
  await page.getByRole("button", { name: "Logg inn som Kari Nordmann" }).click();
  await expect(page).toHaveURL("/innboks/samtale/t-kari-17");
  await expect(title(page)).toHaveText("Kvittering: Du har byttet fastlege");
});

/** Everything that stands in the page. */
const everything = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const root = document.querySelector("hn-webcomp-innboks")?.shadowRoot;
    return document.documentElement.outerHTML + (root?.innerHTML ?? "");
  });

/** Nothing is left of what the inbox showed. */
async function expectWiped(page: Page, subjects: string[]): Promise<void> {
  const left = await everything(page);
  expect(subjects.filter((subject) => left.includes(subject))).toEqual([]);
  expect(left).not.toContain("Nordmann");
}

const ENDED: Fault = { kind: "status", status: 401 };

test("a session that ends midway wipes what was shown and leads to the log-in", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*401/);
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  const subjects = (await kari.threads("p-kari")).map(({ subject }) => subject);
  // Only the thread's own call hears it: a call of the page's own accord would take the row away before the click.
  await kari.scenario({ path: THREAD, fault: ENDED });
  await threadRow(page, "t-kari-13").click();
  await expectOver(page, "/innboks/samtale/t-kari-13");
  await expectWiped(page, subjects);
});

test("a session that ends is noticed by whichever call hears it first, without a click", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*401/);
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  const subjects = (await kari.threads("p-kari")).map(({ subject }) => subject);
  await kari.scenario({ path: "/api/v1/*", fault: ENDED });
  // As when the reader comes back to the tab.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await expectOver(page, "/innboks/");
  await expectWiped(page, subjects);
});
