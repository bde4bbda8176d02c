import { expect, test } from "@playwright/test";
import { medians, rotated } from "./figures.ts";
import { Inbox } from "./inbox.ts";
import { tell } from "./report.ts";

const ROUNDS = 7;
const MOST = 1.2;

const MAILBOXES = [
  { persona: "liten", threads: "50 threads" },
  { persona: "middels", threads: "1,000 threads" },
  { persona: "stor", threads: "100,000 threads" },
];

test("the first page costs the same, however much is in the mailbox", async ({ browser }) => {
  const rounds = MAILBOXES.map((mailbox) => ({ ...mailbox, measured: [] as Record<string, number>[] }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { persona, measured } of rotated(rounds, round)) {
      const inbox = await Inbox.open(browser, persona);
      const firstRows = await inbox.firstRowsAt();
      await inbox.settled();
      const served = await inbox.page.evaluate(() => ({
        "of it server, session": window.probe.served("/session"),
        "of it server, threads": window.probe.served("/threads"),
        "after it server, waiting": window.probe.served("/waiting"),
      }));
      const { busy, script } = await inbox.busy();
      const { rows, nodes, memory } = await inbox.size();
      const heap = await inbox.heap();
      const requests = inbox.requests.length;
      measured.push({ firstRows, ...served, busy, script, rows, nodes, memory, heap, requests });
      await inbox.close();
    }
  }
  const figures = rounds.map(({ measured }) => medians(measured));
  const [small, , large] = figures;
  const ratio = (name: string): number => (large?.[name] ?? NaN) / (small?.[name] ?? NaN);
  const ratios = Object.fromEntries(Object.keys(small ?? {}).map((name) => [name, ratio(name)]));
  await tell({
    title: `First page, cold, median of ${ROUNDS} rounds (ms, bytes)`,
    columns: {
      ...Object.fromEntries(rounds.map(({ threads }, index) => [threads, figures[index] ?? {}])),
      "100,000 to 50": ratios,
    },
    warnings: ratio("firstRows") > MOST ? [`The first rows took ${ratio("firstRows").toFixed(2)} times as long`] : [],
  });
  for (const name of ["nodes", "memory", "requests"]) expect.soft(ratio(name), name).toBeLessThanOrEqual(MOST);
});
