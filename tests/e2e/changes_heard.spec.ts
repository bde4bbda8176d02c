// How the page hears of a change, and who is disturbed by it.

import { expect, test, type Page } from "./fixtures.ts";
import { announced, consent, expectTold, openListening } from "./support/change.ts";
import { expectSaved, picker, replyField, rows, switchTo, threadRow, title, writeReply } from "./support/page.ts";
import { text } from "./support/texts.ts";
import { expectNowhere, goTo, listen } from "./support/watch.ts";

const OLA = "Ola Nordmann";
const NORA = "Nora Nordmann";
const HOSPITAL = "t-kari-07";
const DIALOGUE = "t-kari-13";

type Marked = HTMLElement & { marked?: boolean };

/** Marks the heading and the field, to tell whether they are drawn anew. */
async function markDrawn(page: Page): Promise<void> {
  for (const one of [title(page), replyField(page)]) {
    await one.evaluate((element) => ((element as Marked).marked = true));
  }
}

async function expectUndisturbed(page: Page, caret: number): Promise<void> {
  for (const one of [title(page), replyField(page)]) {
    expect(await one.evaluate((element) => (element as Marked).marked)).toBe(true);
  }
  await expect(replyField(page)).toBeFocused();
  expect(await replyField(page).evaluate((field) => (field as HTMLTextAreaElement).selectionStart)).toBe(caret);
  await expect(announced(page)).not.toHaveText(text("access.changed"));
}

test("a change about one person does not disturb what I write for another, in this tab or the next", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  const first = await openListening(kari);
  await switchTo(first, NORA);
  await expect(rows(first).first()).toBeVisible();
  const second = await kari.tab();
  await switchTo(second, OLA);
  await threadRow(second, "t-ola-05").click();
  await writeReply(second, "Midt i en setning");
  await expectSaved(second);
  await second.keyboard.press("Home");
  for (let steps = 0; steps < 4; steps++) await second.keyboard.press("ArrowRight");
  await markDrawn(second);
  const heard = second.waitForResponse((answer) => answer.url().endsWith("/api/v1/session"));
  kari.change(consent("p-nora", "basic"));
  await expectTold(first);
  await heard;
  await expect(rows(first)).toHaveCount((await kari.threads("p-nora")).length);
  await expectUndisturbed(second, 4);
  await second.keyboard.type("-");
  await expect(replyField(second)).toHaveValue("Midt- i en setning");
});

test("a change about somebody else's user is nothing to me", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openListening(kari, `samtale/${DIALOGUE}`);
  await writeReply(page, "Uforstyrret");
  await expectSaved(page);
  await page.keyboard.press("Home");
  await markDrawn(page);
  const asked = listen(page);
  kari.change(consent("p-basis", "full"));
  kari.change("UPDATE users SET security_level = 3 WHERE id = 'ola'");
  kari.change("DELETE FROM representations WHERE user_id = 'ingrid' AND person_id = 'p-ola'");
  // Ten looks of the server at the claims.
  await page.waitForTimeout(2_000);
  await expectUndisturbed(page, 0);
  expect(asked.filter(({ path }) => path.endsWith("/session"))).toEqual([]);
});

test("changes in quick succession end in the last one", async ({ citizen, guard }) => {
  // What is asked for in an open inbox may be answered in a closed one.
  guard.expectFault(/Failed to load resource.*403/);
  const kari = await citizen("kari");
  const page = await openListening(kari);
  await expect(rows(page)).toHaveCount(50);
  for (const level of ["basic", "none", "full", "basicPlus", "none", "basic"]) {
    kari.change(consent("p-kari", level));
    // Less than the server's pause between two looks: some of these it tells, some it never sees.
    await page.waitForTimeout(150);
  }
  await expect(page.getByText(text("reason.needsFullAccess", { level: text("level.basic") }))).toBeVisible();
  await expect(rows(page)).toHaveCount((await kari.threads("p-kari")).length);
  kari.change(consent("p-kari", "full"));
  await expect(rows(page)).toHaveCount(50);
});

test("a tab that was out of sight follows the claims as soon as it is seen again", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openListening(kari);
  await expect(rows(page)).toHaveCount(50);
  const turn = (visibility: string): Promise<void> =>
    page.evaluate((visibility) => {
      Object.defineProperty(document, "visibilityState", { value: visibility, configurable: true });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    }, visibility);
  await turn("hidden");
  const asked = listen(page);
  kari.change(consent("p-kari", "basic"));
  // Five looks of the server at the claims: nobody is told, since nobody listens.
  await page.waitForTimeout(1_000);
  expect(asked.filter(({ path }) => path.startsWith("/api/"))).toEqual([]);
  await turn("visible");
  await expect(page.getByText(text("access.hiddenOther", { count: 11 }))).toBeVisible();
  await expectNowhere(page, "Hjelp til bandasjeskift etter operasjonen");
});

test("a person who is gone while the picker is open is not offered any more", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openListening(kari);
  await expect(rows(page)).toHaveCount(50);
  await page.getByRole("button", { name: text("bar.person") }).click();
  await expect(picker(page).getByRole("button", { name: OLA })).toBeVisible();
  const heard = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/session"));
  kari.change("DELETE FROM representations WHERE user_id = 'kari' AND person_id = 'p-ola'");
  await (await heard).finished();
  const asked = listen(page);
  await expect(picker(page).getByRole("button", { name: OLA })).toHaveCount(0);
  await expect(picker(page).getByRole("button", { name: NORA })).toBeVisible();
  expect(asked.filter(({ person }) => person === "p-ola")).toEqual([]);
});

test("without events a change is noticed with the next answer", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource/);
  const kari = await citizen("kari");
  await kari.scenario({ path: "/api/v1/events", fault: { kind: "abort" } });
  const page = await kari.open();
  const { subject } = await kari.thread(HOSPITAL, "p-kari");
  await expect(rows(page)).toHaveCount(50);
  kari.change(consent("p-kari", "basic"));
  await threadRow(page, HOSPITAL).click();
  await expectTold(page);
  await expectNowhere(page, subject);
  await goTo(page, "");
  await expect(page.getByText(text("access.hiddenOther", { count: 11 }))).toBeVisible();
  await expect(rows(page)).toHaveCount((await kari.threads("p-kari")).length);
});

test("claims that cannot be had anew leave what is shown, until they can", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource/);
  const kari = await citizen("kari");
  const page = await openListening(kari);
  await expect(rows(page)).toHaveCount(50);
  await kari.scenario({ path: "/api/v1/session", times: 1, fault: { kind: "malformed" } });
  const asked = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/session"));
  kari.change(consent("p-kari", "basic"));
  await asked;
  await expect(page.getByRole("alert")).toHaveCount(0);
  // The next answer of any call tries again.
  await page.getByRole("button", { name: text("bar.person") }).click();
  await expect(page.getByText(text("access.hiddenOther", { count: 11 }))).toBeVisible();
  await expectNowhere(page, "Hjelp til bandasjeskift etter operasjonen");
});
