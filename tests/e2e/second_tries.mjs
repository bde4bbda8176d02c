// Names the browser tests that passed only at the second try, and does not let many of them pass.

import { readFileSync } from "node:fs";

/** On a slow, shared machine one of some hundred tests may stumble; more than that is a fault, of a test or of the app. */
const MOST = 4;

const titles = (suites) =>
  suites.flatMap((suite) => [
    ...titles(suite.suites ?? []),
    ...(suite.specs ?? [])
      .filter(({ tests }) => tests.some(({ status }) => status === "flaky"))
      .map(({ file, title }) => `${file}: ${title}`),
  ]);

const results = new URL("../../test-results/e2e.json", import.meta.url);
const again = titles(JSON.parse(readFileSync(results, "utf8")).suites);
for (const title of again) console.error(`passed only at the second try: ${title}`);
if (again.length > MOST) {
  console.error(`${again.length} tests needed a second try; at most ${MOST} may`);
  process.exit(1);
}
