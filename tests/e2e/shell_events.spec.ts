// What the app and Helsenorge's shell tell each other.

import { expect, test } from "./fixtures.ts";
import {
  button,
  expectSaved,
  messages,
  picker,
  replyField,
  rows,
  sendButton,
  threadRow,
  title,
  writeReply,
} from "./support/page.ts";
import { IN_SHELL } from "./support/servers.ts";
import { warning } from "./support/session.ts";
import {
  askSignOut,
  footer,
  header,
  innboks,
  notifications,
  overhear,
  shellPicker,
  signOutBox,
  timesTold,
  told,
} from "./support/shell.ts";
import { text } from "./support/texts.ts";
import { content } from "./support/watch.ts";

test.use({ base: IN_SHELL });

const DIALOGUE = "samtale/t-kari-13";

test("the shell's notifications count anew when I have read and when I have sent", async ({ citizen }) => {
  const kari = await citizen("kari");
  const unread = (await kari.session()).persons.reduce((sum, { unread }) => sum + unread, 0);
  await overhear(kari.page);
  const page = await kari.open();
  await expect(notifications(page)).toHaveText(`Varsler: ${unread} uleste`);
  await rows(page)
    .filter({ hasText: text("inbox.unread") })
    .first()
    .click();
  await expect(notifications(page)).toHaveText(`Varsler: ${unread - 1} uleste`);
  const first = await told(page);
  const toHeader = { target: "hn-webcomp-header", isDefined: true };
  expect(first.filter(({ name }) => name !== "setuserloading")).toEqual([
    { name: "setonshowsignoutbox", detail: { onShowSignOutBox: "function" }, ...toHeader },
    { name: "hn-webcomp-common-ismounted", detail: {}, target: "hn-webcomp-innboks", isDefined: true },
    { name: "refreshvarslinger", detail: {}, ...toHeader },
  ]);
  const loading = first.filter(({ name }) => name === "setuserloading");
  expect(loading.map(({ detail }) => detail["userLoading"])).toEqual([true, false]);
  await page.goBack();
  await threadRow(page, "t-kari-13").click();
  await writeReply(page, "Takk for svaret.");
  await expectSaved(page);
  const before = await timesTold(page, "refreshvarslinger");
  await sendButton(page, "Kari Nordmann").click();
  await expect(messages(page).last()).toContainText("Takk for svaret.");
  await expect.poll(() => timesTold(page, "refreshvarslinger")).toBeGreaterThan(before);
});

test("the shell's picker chooses whose inbox it is, asked for in the app or in the header", async ({
  citizen,
  a11y,
}) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  await page.getByRole("button", { name: text("bar.person") }).click();
  await expect(shellPicker(page)).toBeVisible();
  await expect(picker(page)).toHaveCount(0);
  await a11y(page);
  await button(page, "Ola Nordmann").click();
  await expect(title(page)).toHaveText(text("inbox.on", { name: "Ola Nordmann" }));
  await expect(shellPicker(page)).toHaveCount(0);
  await button(page, "Hvem du bruker Helsenorge for").click();
  await expect(shellPicker(page).getByRole("button", { name: "Ola Nordmann" })).toHaveAttribute("aria-current", "true");
  await shellPicker(page).getByRole("button", { name: "Kari Nordmann" }).click();
  await expect(title(page)).toHaveText(text("inbox.title"));
  // Going back is a switch as well, and the shell's picker knows.
  await page.goBack();
  await expect(title(page)).toHaveText(text("inbox.on", { name: "Ola Nordmann" }));
  await button(page, "Hvem du bruker Helsenorge for").click();
  await expect(shellPicker(page).getByRole("button", { name: "Ola Nordmann" })).toHaveAttribute("aria-current", "true");
  await button(page, "Avbryt").click();
  // An address that the shell goes to is of the same person.
  await rows(page).first().click();
  await expect(messages(page).first()).toBeVisible();
  await header(page).getByRole("link", { name: "Innboks", exact: true }).click();
  await expect(title(page)).toHaveText(text("inbox.on", { name: "Ola Nordmann" }));
});

test("the shell's language is the app's, and without one the log-in's", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("om");
  await expect(title(page)).toHaveText(text("about.title"));
  const choice = footer(page).getByRole("combobox", { name: "Språk på Helsenorge" });
  for (const language of ["nn", "en"] as const) {
    await choice.selectOption(language);
    await expect(title(page)).toHaveText(text("about.title", {}, language));
  }
  await choice.selectOption("");
  await expect(title(page)).toHaveText(text("about.title"));
});

test("what a late header missed is told when it comes; one that never comes is done without", async ({
  citizen,
  guard,
}) => {
  guard.expectFault(/innboks: shell-silent/);
  const kari = await citizen("kari");
  await overhear(kari.page);
  const page = await kari.open("?header=late");
  await rows(page)
    .filter({ hasText: text("inbox.unread") })
    .first()
    .click();
  await expect(messages(page).first()).toBeVisible();
  await expect(notifications(page)).toBeVisible();
  await expect.poll(() => timesTold(page, "refreshvarslinger")).toBe(1);
  const all = (await told(page)).filter(({ target }) => target === "hn-webcomp-header");
  expect(all.map(({ name, detail, isDefined }) => ({ name, isDefined, detail }))).toEqual(
    expect.arrayContaining([
      { name: "setonshowsignoutbox", isDefined: true, detail: { onShowSignOutBox: "function" } },
      { name: "setuserloading", isDefined: true, detail: { userLoading: false } },
      { name: "refreshvarslinger", isDefined: true, detail: {} },
    ]),
  );
  expect(all).toHaveLength(3);

  await kari.open("?header=never");
  await expect(rows(page)).toHaveCount(50);
  await page.getByRole("button", { name: text("bar.person") }).click();
  await picker(page).getByRole("button", { name: "Ola Nordmann" }).click();
  await expect(title(page)).toHaveText(text("inbox.on", { name: "Ola Nordmann" }));
  // Nobody else has the way out.
  await expect(button(page, text("bar.logOut"))).toBeVisible({ timeout: 30_000 });
  expect((await told(page)).filter(({ target }) => target !== "hn-webcomp-innboks")).toEqual([]);
});

test("the shell warns before the session ends, and goes on by itself while I write what is saved", async ({
  citizen,
  guard,
  a11y,
}) => {
  test.slow();
  guard.expectFault(/Failed to load resource.*503/);
  const kari = await citizen("kari", { lifetimeSeconds: 500 });
  const soon = 450_000;
  await kari.page.clock.install();
  const page = await kari.open(DIALOGUE);
  await expect(messages(page).first()).toBeVisible();
  await expect(button(page, "Logg ut")).toBeVisible();
  const extended = (): Promise<unknown> =>
    page.waitForRequest((request) => request.url().endsWith("/api/v1/session/extend"));

  // Who only reads is asked, and by the shell alone.
  await page.clock.fastForward(soon);
  await expect(signOutBox(page)).toContainText(/Du blir logget ut om \d+ sekunder/);
  await expect(warning(page)).toHaveCount(0);
  await a11y(page);
  const stays = extended();
  await signOutBox(page).getByRole("button", { name: "Fortsett å være logget inn" }).click();
  await stays;
  await expect(signOutBox(page)).toHaveCount(0);

  await writeReply(page, "Dette er lagret.");
  await expectSaved(page);
  const goesOn = extended();
  await page.clock.fastForward(soon);
  await goesOn;
  await expect(signOutBox(page)).toHaveCount(0);

  // What cannot be saved is worth a question; once it is safe, the question goes.
  await kari.scenario({ method: "PUT", path: "/api/v1/drafts/*", fault: { kind: "status", status: 503 } });
  await replyField(page).fill("Dette er lagret. Dette er det ikke.");
  await page.clock.fastForward(soon);
  await expect(signOutBox(page)).toBeVisible();
  expect(kari.rows("SELECT text FROM drafts WHERE thread_id = 't-kari-13'")).toEqual([{ text: "Dette er lagret." }]);
  await kari.scenario();
  const saved = extended();
  await saved;
  await expect(signOutBox(page)).toHaveCount(0);
  expect(kari.rows("SELECT text FROM drafts WHERE thread_id = 't-kari-13'")).toEqual([
    { text: "Dette er lagret. Dette er det ikke." },
  ]);
});

test("nonsense from the shell is told to its developer, and the inbox goes on", async ({ citizen, guard }) => {
  guard.expectFault(/innboks: shell-nonsense/);
  const kari = await citizen("kari");
  await overhear(kari.page);
  await kari.page.addInitScript(() => Object.assign(window, { HN: { Page: 17, User: null, Rest: "tull" } }));
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  const codes: string[] = [];
  await page.exposeFunction("note", (code: string) => codes.push(code));
  await innboks(page).evaluate((innboks) => {
    const note = (window as unknown as { note(code: string): void }).note;
    innboks.addEventListener("innboks-error", (event) => note((event as CustomEvent<{ code: string }>).detail.code));
  });
  const nonsense = [undefined, null, 17, "tull", {}, { tokenCountdown: "snart" }, { tokenCountdown: NaN }];
  for (const given of nonsense) expect(await askSignOut(page, given)).toBe(0);
  const times = { tokenCountdown: 50, tokenWarnUserWhenRemaining: 60, tokenLifetime: 1_800 };
  expect(await askSignOut(page, times)).toBe(0);
  await expect.poll(() => codes).toEqual(nonsense.map(() => "shell-nonsense"));
  await page.evaluate(() => {
    const name = "hn-webcomp-header-footer-event-setvispersonvelger";
    for (const detail of [null, 17, {}, { visPersonvelger: "tull" }])
      dispatchEvent(new CustomEvent(name, { detail: detail === null ? null : detail }));
    document.querySelector("hn-webcomp-header")?.dispatchEvent(new CustomEvent("setuserloading", { detail: "tull" }));
  });
  await page.keyboard.press("Escape");
  await expect(rows(page)).toHaveCount(50);
  await threadRow(page, "t-kari-13").click();
  await expect(messages(page).first()).toBeVisible();
});

test("the shell's log-out saves what I write and leaves nothing, in any tab", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*401/);
  const kari = await citizen("kari");
  const page = await kari.open(DIALOGUE);
  const other = await kari.tab();
  await expect(rows(other)).toHaveCount(50);
  await writeReply(page, "Kanarifuglen i skallet");
  await header(page).getByRole("button", { name: "Logg ut" }).click();
  await expect(title(page)).toHaveText(text("loggedOut.title"));
  await expect(title(other)).toHaveText(text("loggedOut.title"));
  expect(kari.rows("SELECT text, sent FROM drafts WHERE text <> ''")).toContainEqual({
    text: "Kanarifuglen i skallet",
    sent: 0,
  });
  const words = ["Kanarifuglen", "bandasjeskift", "Nordmann"];
  for (const tab of [page, other]) {
    const left = await content(tab);
    expect(words.filter((word) => left.includes(word))).toEqual([]);
  }
});
