// Whose inbox it is stays in sight, and a switch says what is left unsent.

import { expect, test } from "./fixtures.ts";
import { button, expectSaved, replyField, rows, switchTo, threadRow, title, writeReply } from "./support/page.ts";
import { text } from "./support/texts.ts";

const KARI = "Kari Nordmann";
const OLA = "Ola Nordmann";

for (const width of [360, 1280]) {
  test(`whose inbox it is stays in sight however far I scroll, and covers nothing that has the focus: ${width} px`, async ({
    citizen,
  }) => {
    const kari = await citizen("kari", { browser: { viewport: { width, height: 700 } } });
    const page = await kari.open();
    await expect(rows(page)).toHaveCount(50);
    await rows(page).last().scrollIntoViewIfNeeded();
    const own = page.getByText(text("bar.own"));
    await expect(own).toBeInViewport({ ratio: 1 });
    await switchTo(page, OLA);
    await expect(rows(page).first()).toBeVisible();
    await rows(page).last().focus();
    const strip = page.getByText(text("bar.actingFor", { name: OLA }));
    await expect(strip).toBeInViewport({ ratio: 1 });
    // Each row has two: its link, and what else can be done.
    const count = 2 * ((await rows(page).count()) - 1);
    for (let presses = 0; presses < count; presses++) {
      await page.keyboard.press("Shift+Tab");
      const top = await page.evaluate(
        () => document.activeElement?.shadowRoot?.activeElement?.getBoundingClientRect().top ?? 0,
      );
      const bottom = await strip.evaluate((element) => element.getBoundingClientRect().bottom);
      expect(top).toBeGreaterThanOrEqual(bottom);
    }
  });
}

test("a switch from a message that was not sent says that it is kept, and lets me stay", async ({ citizen, a11y }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await switchTo(page, OLA);
  await threadRow(page, "t-ola-05").click();
  await writeReply(page, "Halvferdig svar");
  await expectSaved(page);
  await switchTo(page, "Nora Nordmann");
  const asks = page.getByRole("dialog", { name: text("person.unsentTitle") });
  await expect(asks).toContainText(text("person.unsent", { name: OLA }));
  await a11y(page);
  await button(page, text("person.unsentStay")).click();
  await expect(asks).toHaveCount(0);
  await expect(replyField(page)).toHaveValue("Halvferdig svar");
  await expect(page.getByText(text("bar.actingFor", { name: OLA }))).toBeVisible();
  await switchTo(page, "Nora Nordmann");
  await button(page, text("person.unsentGo")).click();
  await expect(title(page)).toHaveText(text("inbox.on", { name: "Nora Nordmann" }));
  expect(kari.rows("SELECT text FROM drafts WHERE text = 'Halvferdig svar'")).toHaveLength(1);
  // Nothing was written here: nothing is asked.
  await switchTo(page, OLA);
  await expect(title(page)).toHaveText(text("inbox.on", { name: OLA }));
  await threadRow(page, "t-ola-05").click();
  await expect(replyField(page)).toHaveValue("Halvferdig svar");
});

test("an answer that is begun and emptied again is nothing to ask about", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("samtale/t-kari-13");
  await writeReply(page, "Angrer");
  await replyField(page).fill("");
  await switchTo(page, OLA);
  await expect(title(page)).toHaveText(text("inbox.on", { name: OLA }));
});

test("of an answer that may have been sent, the question of a switch says nothing", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource/);
  const kari = await citizen("kari");
  const page = await kari.open("samtale/t-kari-13");
  await writeReply(page, "Kom den fram?");
  await kari.scenario({ method: "POST", path: "/api/v1/sends", fault: { kind: "lostAnswer" } });
  await button(page, text("send.button", { name: KARI })).click();
  await expect(page.getByText(text("send.uncertain"))).toBeVisible();
  await switchTo(page, OLA);
  await expect(title(page)).toHaveText(text("inbox.on", { name: OLA }));
});
