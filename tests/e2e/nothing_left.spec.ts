// A word in every field that health data stands in. When nobody is logged in any more it stands nowhere: not in the
// page, its history, its stores, its address, its title, the console, nor in what was asked for.

import { expect, test, type Page } from "./fixtures.ts";
import config from "./playwright.config.ts";
import type { Citizen } from "./support/citizen.ts";
import { choose, HEALTH_CONTACT, subjectField, textField } from "./support/compose.ts";
import { newDraft } from "./support/elsewhere.ts";
import { chooser, file, pdf } from "./support/files.ts";
import { named } from "./support/hostile.ts";
import {
  button,
  expectSaved,
  link,
  lookFor,
  messages,
  replyField,
  rows,
  threadRow,
  title,
  turn,
  writeReply,
} from "./support/page.ts";
import { remains } from "./support/remains.ts";
import { endSession } from "./support/session.ts";
import { text } from "./support/texts.ts";

/** In every text of a thread, in drafts, names and what is looked for. */
const CANARY = "kanariord";
/** In the names of files, which the reader saves under these names. */
const FILE = "kanarifil";
const THREAD = "t-kanari";

const launched = config.projects?.[0]?.use?.launchOptions ?? {};
// As browsers are: a page that one comes back to may be the very page that was left.
test.use({ launchOptions: { ...launched, ignoreDefaultArgs: ["--disable-back-forward-cache"] } });

/** What the page said and asked for. */
type Heard = { said: string[]; asked: string[]; saved: string[] };

function listen(citizen: Citizen): Heard {
  const heard: Heard = { said: [], asked: [], saved: [] };
  citizen.context.on("console", (message) => heard.said.push(message.text()));
  citizen.context.on("request", (request) => heard.asked.push(request.url()));
  citizen.context.on("page", (page) => page.on("download", (one) => heard.saved.push(one.suggestedFilename())));
  return heard;
}

/** Reads and writes the word everywhere, over several entries of the history. */
async function live(page: Page): Promise<void> {
  await page.goto("/innboks/");
  await lookFor(page, CANARY);
  await threadRow(page, THREAD).click();
  await expect(messages(page).first()).toContainText(CANARY);
  const download = page.waitForEvent("download");
  await messages(page)
    .first()
    .getByRole("button", { name: new RegExp(FILE) })
    .first()
    .click();
  await button(page, text("attachment.saveAnyway"))
    .click({ timeout: 3_000 })
    .catch(() => undefined);
  await download;
  await writeReply(page, `${CANARY} i svaret`);
  await chooser(page).setInputFiles([pdf(`${FILE} opp.pdf`)]);
  await expect(file(page, `${FILE} opp.pdf`)).toContainText(text("attachment.stored"));
  await expectSaved(page);
  await link(page, text("thread.back")).click();
  await link(page, text("compose.title")).click();
  await choose(page, HEALTH_CONTACT);
  await subjectField(page).fill(`${CANARY} i emnet`);
  await textField(page).fill(`${CANARY} i meldingen`);
  await textField(page).blur();
  await expectSaved(page);
  await page.goBack();
  await page.goto("/innboks/utkast");
  await expect(page.getByRole("main")).toContainText(CANARY);
  await page.goto(`/innboks/samtale/${THREAD}`);
  await expect(replyField(page)).toHaveValue(`${CANARY} i svaret`);
}

const ways: [how: string, leave: (kari: Citizen, page: Page, other: Page) => Promise<void>][] = [
  ["I log out", (_, page) => button(page, text("bar.logOut")).click()],
  ["I log out in another tab", (_, __, other) => button(other, text("bar.logOut")).click()],
  [
    "the session ends",
    async (kari, page, other) => {
      await endSession(kari);
      for (const tab of [page, other]) await turn(tab, "visible");
    },
  ],
];

for (const [how, leave] of ways) {
  test(`when ${how}, nothing that I read, wrote or looked for is left, on any page that one can go back to`, async ({
    citizen,
    guard,
  }) => {
    guard.expectFault(/Failed to load resource.*(401|404)/);
    const kari = await citizen("kari");
    kari.change(
      `${named(THREAD, CANARY, `${FILE}.txt`)}; ${newDraft("kari", "p-kari", CANARY, CANARY, CANARY)};
       UPDATE persons SET name = 'Ola ${CANARY}' WHERE id = 'p-ola';
       UPDATE users SET name = 'Kari ${CANARY}' WHERE id = 'kari'`,
    );
    const heard = listen(kari);
    const page = await kari.context.newPage();
    await live(page);
    const other = await kari.tab();
    await expect(rows(other)).not.toHaveCount(0);
    for (const tab of [page, other]) expect(await remains(tab), "a control: the word is found").toContain(CANARY);
    await leave(kari, page, other);

    const steps = await page.evaluate(() => history.length);
    for (const tab of [page, other]) await expect(title(tab)).toHaveText(/^(Du er logget ut|Logg inn for å se)/);
    for (const tab of [page, other]) expectNothing(await remains(tab));
    let looked = 1;
    for (let step = 1; step < steps; step++) {
      if ((await page.goBack()) === null && page.url() === "about:blank") break;
      if (page.url() === "about:blank") break;
      await expect(title(page)).toHaveText(/^(Du er logget ut|Logg inn for å se)/);
      expectNothing(await remains(page));
      looked += 1;
    }
    expect(looked, "entries of the history that were looked at").toBeGreaterThan(4);
    expectNothing(heard.said.join("\n"));
    expectNothing(heard.asked.map(decodeURIComponent).join("\n"));
    expectNothing(guard.addresses.map(decodeURIComponent).join("\n"));
    expect(heard.saved).toEqual([`${FILE}.txt`]);
    const stored = await kari.context.storageState({ indexedDB: true });
    expect(stored.origins).toEqual([]);
  });
}

test("a control: the browser brings back the very page that was left, when it may be kept, and never the inbox", async ({
  citizen,
  guard,
}) => {
  // A file has no icon of its own.
  guard.expectFault(/favicon\.ico/);
  const { context } = await citizen("kari");
  const page = await context.newPage();
  const shown: string[] = [];
  page.on("console", (message) => message.type() === "info" && shown.push(message.text()));
  await page.addInitScript(() =>
    addEventListener("pageshow", ({ persisted }) => console.info(location.pathname, persisted ? "kept" : "new")),
  );
  const inbox = "/innboks/om";
  await page.goto(inbox);
  const file = await page.evaluate(() => new URL(document.styleSheets[0]?.href ?? location.href).pathname);
  for (const [path, again] of [
    [file, "kept"],
    [inbox, "new"],
  ] as const) {
    await page.goto(path);
    await page.goto("/login");
    // Not page.goBack(): it waits for a load, which a kept page does not have again.
    await page.evaluate(() => history.back());
    await expect.poll(() => shown.at(-1)).toBe(`${path} ${again}`);
  }
  await expect(title(page)).toHaveText(text("about.title"));
  expect(shown).not.toContain(`${inbox} kept`);
});

function expectNothing(left: string): void {
  const found = [CANARY, FILE].filter((word) => left.toLowerCase().includes(word));
  expect(found).toEqual([]);
}
