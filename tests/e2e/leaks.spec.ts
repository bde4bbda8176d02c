// Going from page to page leaves nothing behind in the browser.

import { expect, test, type Page } from "./fixtures.ts";
import { openListening, rows, title } from "./support/page.ts";
import { Keeping } from "./support/kept.ts";
import { text } from "./support/texts.ts";
import { goTo } from "./support/watch.ts";

// Not `skriv`: Chromium keeps radio buttons that are gone from a shadow tree, whatever page has them.
const PATHS = [
  "samtale/t-kari-13",
  "utkast",
  "personer",
  "om",
  "hvorfor",
  "samtale/t-kari-17",
  "lagt-bort",
  "samtale/x",
];
const ROUNDS = process.env["INNBOKS_DEEP"] ? 125 : 4;
/** What is kept for later is kept once: lists, texts, the second module. */
const WARM_UP = process.env["INNBOKS_DEEP"] ? 10 : 2;

/** Memory comes in pieces of 64 KiB: one more may be the end of the warming up, and no visit takes any. */
const MEMORY = 2 * 65_536;

/** To a page and back to the list. */
async function thereAndBack(page: Page, path: string): Promise<void> {
  await goTo(page, path);
  await expect(title(page)).not.toHaveText(text("inbox.title"));
  await page.goBack();
  await expect(rows(page)).toHaveCount(50);
}

async function round(page: Page, times: number): Promise<void> {
  for (let time = 0; time < times; time++) for (const path of PATHS) await thereAndBack(page, path);
}

test(`${ROUNDS * PATHS.length} times to another page and back leave no node, listener, timer, call or memory`, async ({
  citizen,
  guard,
}, info) => {
  guard.expectFault(/Failed to load resource.*404/);
  test.setTimeout(60_000 + (ROUNDS + WARM_UP) * PATHS.length * 3_000);
  const kari = await citizen("kari", { lifetimeSeconds: 7_200 });
  const keeping = await Keeping.of(kari.page);
  const page = await openListening(kari);
  await expect(rows(page)).toHaveCount(50);
  await round(page, WARM_UP);
  // What is still on its way ends.
  await page.waitForTimeout(3_000);
  const before = await keeping.now();
  await round(page, ROUNDS);
  const { memory, ...rest } = before;
  await expect.poll(() => keeping.now(), { timeout: 30_000 }).toMatchObject(rest);
  const after = await keeping.now();
  expect(after.memory - memory, "bytes of memory taken for good").toBeLessThanOrEqual(MEMORY);
  info.annotations.push({ type: "kept", description: JSON.stringify({ before, after }) });
});
