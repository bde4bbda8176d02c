// What happens in an inbox is seen in that inbox only.

import { expect, test } from "./fixtures.ts";
import * as elsewhere from "./support/elsewhere.ts";
import { heard, openInbox, quiet } from "./support/following.ts";
import {
  announced,
  expectCard,
  list,
  newsButton,
  openListening,
  places,
  row,
  rows,
  switchTo,
  title,
} from "./support/page.ts";
import { text, unreadCount } from "./support/texts.ts";
import { expectNowhere, goTo, listen, type Asked } from "./support/watch.ts";

const KARI = "Kari Nordmann";
const OLA = "Ola Nordmann";

const about = (asked: Asked[], word: string): Asked[] =>
  asked.filter(({ path, person, body }) => `${path} ${person} ${body}`.includes(word));

test.describe("what is about others", () => {
  test("changes that person's count, and nothing else", async ({ citizen }) => {
    const kari = await citizen("kari");
    const before = await elsewhere.unreadOf(kari, "p-ola");
    const page = await openInbox(kari);
    const place = await places(page);
    await quiet(page);
    const asked = listen(page);
    const counted = heard(page);
    kari.change(elsewhere.thread("t-ny-1", "p-ola", "Brev til far"));
    await counted;
    await quiet(page);
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /api/v1/unread"]);
    expect(await places(page)).toEqual(place);
    await expect(announced(page)).toBeEmpty();
    await expectNowhere(page, "Brev til far");
    await expectCard(page, OLA, unreadCount(before + 1));
    expect(await page.title()).not.toMatch(/\d/);
  });

  test("whom I know nothing of is dropped: nothing is asked for, nothing drawn", async ({ citizen }) => {
    const kari = await citizen("kari");
    await kari.scenario({ path: "/api/v1/events", fault: { kind: "hiddenData" } });
    const page = await openInbox(kari);
    await quiet(page);
    const asked = listen(page);
    kari.change(elsewhere.thread("t-ny-1", "p-basis", "Brev til en fremmed"));
    kari.change(elsewhere.message("t-gudrun-01", "Svar til en fremmed"));
    await page.waitForTimeout(2_000);
    expect(asked).toEqual([]);
    await expect(announced(page)).toBeEmpty();
    // It does listen.
    kari.change(elsewhere.thread("t-ny-2", "p-kari", "Brev til meg"));
    await expect(rows(page).first()).toContainText("Brev til meg");
    expect(about(asked, "t-ny-1")).toEqual([]);
    expect(about(asked, "t-gudrun-01")).toEqual([]);
  });

  test("what my access hides is neither opened, drawn nor told, though the server sends it", async ({ citizen }) => {
    const basis = await citizen("basis");
    const [hidden] = basis.rows("SELECT id, subject FROM threads WHERE id = 't-basis-05'");
    await basis.scenario({ fault: { kind: "hiddenData" } });
    const page = await openListening(basis);
    await expect(rows(page)).toHaveCount(4);
    await quiet(page);
    const asked = listen(page);
    const counted = heard(page);
    basis.change(elsewhere.message("t-basis-05", "Hemmelige ord"));
    basis.change(elsewhere.thread("t-ny-1", "p-basis", "Et skjult emne"));
    await counted;
    await quiet(page);
    await expect(rows(page)).toHaveCount(4);
    for (const word of ["Hemmelige ord", "Et skjult emne", String(hidden?.["subject"])])
      await expectNowhere(page, word);
    await expect(announced(page)).toBeEmpty();
    await expect(newsButton(page)).toHaveCount(0);
    expect(asked.filter(({ path }) => path.includes("t-basis-05") || path.includes("t-ny-1"))).toEqual([]);
  });

  test("in an inbox that is closed to me asks for nothing there", async ({ citizen }) => {
    const uten = await citizen("uten");
    await uten.scenario({ fault: { kind: "hiddenData" } });
    const page = await openListening(uten);
    await expect(title(page)).toBeVisible();
    await quiet(page);
    const asked = listen(page);
    const [own] = uten.rows("SELECT id FROM threads WHERE person_id = 'p-uten' LIMIT 1");
    uten.change(elsewhere.message(String(own?.["id"]), "Bak en lukket dør"));
    await page.waitForTimeout(2_000);
    expect(asked.filter(({ path }) => !path.endsWith("/unread"))).toEqual([]);
    await expectNowhere(page, "Bak en lukket dør");
    await expect(list(page)).toHaveCount(0);
  });
});

test.describe("in the middle of a switch of person", () => {
  test("a message that comes while the other inbox is being fetched is in it", async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await openInbox(kari);
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    let arrived = (): void => undefined;
    const fetched = new Promise<void>((resolve) => (arrived = resolve));
    await page.route("**/api/v1/threads?*", async (route) => {
      const answer = await route.fetch();
      arrived();
      await released;
      await route.fulfill({ response: answer });
    });
    await switchTo(page, OLA);
    await fetched;
    const told = page.waitForResponse((answer) => answer.url().endsWith("/threads/search"));
    kari.change(elsewhere.thread("t-ny-1", "p-ola", "Mens jeg byttet"));
    await told;
    release();
    await expect(row(page, "Mens jeg byttet")).toBeVisible();
  });

  test("a message to the one I left is drawn nowhere", async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await openInbox(kari);
    const before = await elsewhere.unreadOf(kari, "p-kari");
    await kari.scenario({ method: "POST", path: "/api/v1/threads/search", person: "p-kari", delayMs: 1_500 });
    const asked = page.waitForRequest((request) => request.url().endsWith("/threads/search"));
    kari.change(elsewhere.thread("t-ny-1", "p-kari", "Til den jeg forlot"));
    await asked;
    await switchTo(page, OLA);
    await expect(title(page)).toHaveText(text("inbox.on", { name: OLA }));
    await page.waitForTimeout(2_500);
    await expectNowhere(page, "Til den jeg forlot");
    await expectCard(page, KARI, unreadCount(before + 1));
    // And is there when I come back.
    await switchTo(page, KARI);
    await expect(rows(page).first()).toContainText("Til den jeg forlot");
  });

  test("events about both reach the one whose inbox is shown, and only there", async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await openInbox(kari);
    await switchTo(page, OLA);
    await expect(title(page)).toHaveText(text("inbox.on", { name: OLA }));
    kari.change(`${elsewhere.thread("t-ny-1", "p-kari", "Brev til datteren")};
      ${elsewhere.thread("t-ny-2", "p-ola", "Brev til faren")}`);
    await expect(row(page, "Brev til faren")).toBeVisible();
    await expectNowhere(page, "Brev til datteren");
    await goTo(page, "om");
    await switchTo(page, KARI);
    await expect(rows(page).first()).toContainText("Brev til datteren");
    await expectNowhere(page, "Brev til faren");
  });
});
