// Text that turns what stands around it, or that nobody sees: our own words stay where they are.

import { expect, test, type Page } from "./fixtures.ts";
import { UNSEEN } from "./support/corpus.ts";
import { filled, named } from "./support/hostile.ts";
import { messages, rows, threadRow, title } from "./support/page.ts";
import { moved, ownPlaces, type Place } from "./support/places.ts";
import { text } from "./support/texts.ts";
import { goTo } from "./support/watch.ts";

const MODEL = "t-vanlig";
const PLAIN = "abcdef";
/** What a file's name shows in the place of what steers it. */
const SIGN = "\uFFFD";
const FILE = `abc${SIGN}def.txt`;

const idOf = (mark: string): string => `t-vendt-${mark.charCodeAt(0)}`;

/** Where our own words stand in the line of a thread, and in its message. */
async function places(page: Page, id: string, words: string): Promise<{ line: Place[]; message: Place[] }> {
  const outside = [words, filled(words)];
  await goTo(page, "");
  const line = await ownPlaces(threadRow(page, id), outside);
  await goTo(page, `samtale/${id}`);
  await expect(title(page)).toHaveText(words);
  await expect(messages(page)).toHaveCount(1);
  return { line, message: await ownPlaces(messages(page), outside) };
}

test("text that turns the order around, or is unseen, moves no word of ours", async ({ citizen }) => {
  const kari = await citizen("kari");
  const all = UNSEEN.map(({ mark, name }) => ({ mark, name, id: idOf(mark), words: `abc${mark}def` }));
  kari.change(
    [named(MODEL, PLAIN, FILE), ...all.map(({ id, mark, words }) => named(id, words, `abc${mark}def.txt`))].join(";\n"),
  );
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  const model = await places(page, MODEL, PLAIN);
  expect(model.line.map(({ words }) => words)).toContain(text("inbox.unread"));
  expect(model.message.map(({ words }) => words)).toContain(text("thread.new"));
  for (const { id, name, words } of all) {
    const { line, message } = await places(page, id, words);
    expect.soft(moved(model.line, line), `${name} in the list`).toEqual([]);
    expect.soft(moved(model.message, message), `${name} in the thread`).toEqual([]);
    expect.soft(await messages(page).textContent(), name).toContain(text("attachment.download", { name: FILE }));
  }
});

test("such text does move what stands beside it where nothing holds it back", async ({ page }) => {
  const measure = async (words: string): Promise<Place[]> => {
    await page.setContent(`<p><span></span> <b>Ulest</b></p>`);
    await page.locator("span").evaluate((span, words) => (span.textContent = words), words);
    return ownPlaces(page.locator("p"), [words]);
  };
  const model = await measure(PLAIN);
  expect(moved(model, await measure(PLAIN))).toEqual([]);
  expect(moved(model, await measure("abc\u202Edef"))).toHaveLength(1);
});
