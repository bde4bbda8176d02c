// The accessibility statement: what holds, what does not, how that is known, and whom to tell.

import { expect, test } from "./fixtures.ts";
import { chooseLanguage, link, rows, tabTo, title } from "./support/page.ts";
import { LANGUAGES, text, texts, type Language, type TextKey } from "./support/texts.ts";

const languages = Object.keys(LANGUAGES) as Language[];

test("the accessibility statement is found by keyboard at the foot of the page, and is there in my language", async ({
  citizen,
  a11y,
}) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  const way = link(page.getByRole("contentinfo"), text("accessibility.title"));
  await way.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/innboks/tilgjengelighet");
  await expect(title(page)).toBeFocused();

  const told = Object.keys(texts("nb")).filter((key) => key.startsWith("accessibility.")) as TextKey[];
  expect(told.length).toBeGreaterThan(20);
  for (const [index, language] of languages.entries()) {
    if (index) await chooseLanguage(page, languages[index - 1] ?? "nb", language);
    await expect(title(page)).toHaveText(text("accessibility.title", {}, language));
    const main = page.getByRole("main");
    for (const key of told) await expect(main, `${language} ${key}`).toContainText(text(key, {}, language));
    for (const [key, host] of [
      ["accessibility.complaintLink", "www.diskrimineringsnemnda.no"],
      ["accessibility.supervisionLink", "www.uutilsynet.no"],
    ] as const) {
      await expect(link(main, text(key, {}, language))).toHaveAttribute("href", `https://${host}/`);
      await expect(main).toContainText(text("link.newWindow", { host }, language));
    }
    await a11y(page);
  }
  await expect(link(page.getByRole("main"), "23 32 70 00")).toHaveAttribute("href", "tel:+4723327000");
});

for (const width of [320, 360]) {
  test(`its heading breaks between the parts of its word on a screen of ${width} px`, async ({ citizen }) => {
    const kari = await citizen("kari", { browser: { viewport: { width, height: 640 } } });
    const page = await kari.open("tilgjengelighet");
    for (const [index, language] of languages.entries()) {
      if (index) await chooseLanguage(page, languages[index - 1] ?? "nb", language);
      await expect(title(page)).toHaveText(text("accessibility.title", {}, language));
      const linesOfParts = (): Promise<number[]> =>
        title(page).evaluate((heading) => {
          const words = heading.firstChild as Text;
          return [...words.data.matchAll(/[^\s\u00ad]+/g)].map((part) => {
            const range = document.createRange();
            // The hyphen that is drawn at a break counts to the letter after it.
            range.setStart(words, part.index + 1);
            range.setEnd(words, part.index + part[0].length);
            const pieces = [...range.getClientRects()].filter(({ width }) => width > 0);
            return new Set(pieces.map(({ top }) => top)).size;
          });
        });
      await expect.poll(linesOfParts, language).toEqual([1, 1]);
    }
  });
}

test("what is hard to use can be told on the statement itself, by keyboard, and stays after a reload", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  const page = await kari.open("tilgjengelighet");
  await expect(title(page)).toHaveText(text("accessibility.title"));
  await page.reload();
  await expect(title(page)).toHaveText(text("accessibility.title"));
  const no = page.getByRole("button", { name: text("feedback.no"), exact: true });
  await expect(no).toBeVisible();
  await tabTo(page, no);
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: text("feedback.label") }).fill("Tabellen var vanskelig å lese.");
  await tabTo(page, page.getByRole("button", { name: text("feedback.send"), exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: text("feedback.thanks") })).toBeFocused();
  expect(kari.rows("SELECT found, text FROM feedback")).toEqual([{ found: 0, text: "Tabellen var vanskelig å lese." }]);
});
