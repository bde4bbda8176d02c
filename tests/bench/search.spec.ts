import { test } from "@playwright/test";
import { text } from "../e2e/support/texts.ts";
import { medians, rotated } from "./figures.ts";
import { Inbox } from "./inbox.ts";
import { tell } from "./report.ts";

const ROUNDS = 5;

test("a search with many hits", async ({ browser }) => {
  const cases = [
    { threads: "50", persona: "liten", word: "time" },
    { threads: "100,000", persona: "stor", word: "time" },
    { threads: "100,000", persona: "stor", word: "kneprotese" },
  ].map((one) => ({ ...one, measured: [] as Record<string, number>[] }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { persona, word, measured } of rotated(cases, round)) {
      const inbox = await Inbox.open(browser, persona);
      await inbox.settled();
      const answered = inbox.page.waitForResponse(/\/threads\/search$/);
      const field = inbox.page.getByRole("searchbox", { name: text("search.field") });
      const { ms, serverMs, rows } = await field.evaluate(
        (input, word) => window.probe.search(input as HTMLInputElement, word),
        word,
      );
      const { total } = (await (await answered).json()) as { total: number };
      measured.push({ hits: total, rows, "hits drawn": ms, server: serverMs, "without server": ms - serverMs });
      await inbox.close();
    }
  }
  await tell({
    title: `Search by Enter, median of ${ROUNDS} rounds (ms)`,
    columns: Object.fromEntries(
      cases.map(({ threads, word, measured }) => [`«${word}» in ${threads}`, medians(measured)]),
    ),
  });
});
