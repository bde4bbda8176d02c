import { expect, test, type Browser } from "@playwright/test";
import { address, MAIN } from "../e2e/support/servers.ts";
import { BY_HAND } from "./by_hand/build.ts";
import { medians, rotated } from "./figures.ts";
import { Inbox, INBOX, type Means, type Where } from "./inbox.ts";
import { tell } from "./report.ts";

const ROUNDS = 7;
/** In Lise's mailbox. */
const WORD = "time";

const MEANS: { name: string; means: Means | null }[] = [
  { name: "as the machine is", means: null },
  { name: "slow 4G, CPU ÷ 4", means: { latency: 150, throughput: 200_000, slower: 4 } },
];

/** What is aimed at: the app to the page written by hand. */
const AIMS: Record<string, number> = {
  "first content": 1.1,
  "first rows": 1.8,
  "second visit, first rows": 1.15,
  "back to the list": 1,
};

const PAGES = {
  app: address(MAIN.port) + INBOX,
  "by hand": address(BY_HAND.port) + INBOX,
  "by hand, keeping its list": `${address(BY_HAND.port)}${INBOX}?keeps`,
};

for (const { name, means } of MEANS) {
  test(`the app beside a page written by hand, ${name}`, async ({ browser }) => {
    const sides = Object.entries(PAGES).map(([side, address]) => ({ side, address, measured: [] as Figures[] }));
    for (let round = 0; round < ROUNDS; round++) {
      for (const { address, measured } of rotated(sides, round))
        measured.push(await visit(browser, { address, means }));
    }
    const columns = Object.fromEntries(sides.map(({ side, measured }) => [side, medians(measured)]));
    const ratios = Object.fromEntries(
      Object.entries(columns["app"] ?? {}).map(([what, figure]) => [
        what,
        figure / (columns["by hand"]?.[what] ?? NaN),
      ]),
    );
    const missed = Object.entries(AIMS).filter(([what, aim]) => !((ratios[what] ?? NaN) <= aim));
    await tell({
      title: `The app beside a page written by hand, ${name}, median of ${ROUNDS} rounds (ms, bytes)`,
      columns: { ...columns, "app to by hand": ratios, aim: AIMS },
      warnings: missed.map(([what, aim]) => `${what}: ${ratios[what]?.toFixed(2)} times, ${aim} aimed at`),
      raw: sides,
    });
    expect(Object.entries(ratios).filter(([, ratio]) => Number.isNaN(ratio))).toEqual([]);
  });
}

type Figures = Record<string, number>;

async function visit(browser: Browser, where: Where): Promise<Figures> {
  const first = await Inbox.open(browser, "liten", where);
  const firstRows = await first.firstRowsAt();
  const content = await first.page.evaluate(() => window.probe.contentAt());
  const bytesToRows = first.bytes;
  await first.settled();
  const { bytes, requests } = first;
  const { nodes, memory } = await first.size();
  const heap = await first.heap();
  const { busy } = await first.busy();

  const open = await first.page.evaluate(() => window.probe.open());
  await first.settled();
  const back = await first.page.evaluate(() => window.probe.back());
  await first.settled();
  const field = first.page.getByRole("searchbox");
  const search = await field.evaluate((input, word) => window.probe.search(input as HTMLInputElement, word), WORD);

  const second = await first.again();
  const secondRows = await second.firstRowsAt();
  const secondContent = await second.page.evaluate(() => window.probe.contentAt());
  await second.settled();
  const secondBytes = second.bytes;
  await second.close();
  return {
    "first content": content,
    "first rows": firstRows,
    "second visit, first content": secondContent,
    "second visit, first rows": secondRows,
    "open a thread": open,
    "back to the list": back,
    "search by Enter": search.ms,
    "busy until all is quiet": busy,
    "nodes of the list": nodes,
    "memory, heap and wasm": heap + memory,
    "bytes until the first rows": bytesToRows,
    "bytes of the first visit": bytes,
    "bytes of the second visit": secondBytes,
    "requests of the first visit": requests.length,
  };
}
