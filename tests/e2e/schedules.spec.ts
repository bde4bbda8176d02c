// Random schedules in the browser: typing, saving, faults, two tabs, expiry, reloads and sends. A schedule that fails
// is named by its seed; INNBOKS_SEED=17 runs it alone.

import { expect, test, type Page } from "./fixtures.ts";
import { chance } from "./support/chance.ts";
import type { Citizen } from "./support/citizen.ts";
import { button, replyField, sendButton, title } from "./support/page.ts";
import { endSession, logInAgain } from "./support/session.ts";
import { text } from "./support/texts.ts";
import type { Fault, Rule } from "./support/wire.ts";

// What must never happen may not happen at a first try either.
test.describe.configure({ retries: 0 });

const THREAD = "samtale/t-kari-13";
const NAME = "Kari Nordmann";
const STEPS = 12;
const alone = process.env["INNBOKS_SEED"];
const many = process.env["INNBOKS_DEEP"] ? 50 : 5;
const seeds = alone ? [Number(alone)] : Array.from({ length: many }, (_, seed) => seed);

const FAULTS: Fault[] = [
  { kind: "abort" },
  { kind: "lostAnswer" },
  { kind: "malformed" },
  { kind: "truncated" },
  { kind: "status", status: 412 },
  { kind: "status", status: 429, retryAfter: 1 },
  { kind: "status", status: 500 },
  { kind: "status", status: 503, retryAfter: 1 },
];

/** One citizen with two tabs on the same draft. */
class Schedule {
  /** Every piece that was typed and not given up. */
  readonly pieces = new Set<string>();
  readonly said: string[] = [];
  private typed = 0;

  constructor(
    readonly kari: Citizen,
    readonly tabs: Page[],
    readonly below: (bound: number) => number,
  ) {}

  async step(): Promise<void> {
    const page = this.tabs[this.below(this.tabs.length)];
    if (!page) return;
    if (await this.isOver(page)) return this.comeBack(page);
    const what = this.below(11);
    if (what < 4) await this.type(page);
    else if (what < 6) await this.fault(["PUT", "POST", "GET"][this.below(3)] ?? "PUT");
    else if (what === 6) await this.press(page);
    else if (what === 7) await this.choose(page);
    else if (what === 8) await this.reload(page);
    else if (what === 9 && this.below(3) === 0) await this.end();
    else await page.waitForTimeout(this.below(1_500));
  }

  private say(what: string): void {
    this.said.push(what);
  }

  private async isOver(page: Page): Promise<boolean> {
    return (await title(page).textContent()) === text("loggedOut.overTitle");
  }

  private async comeBack(page: Page): Promise<void> {
    this.say("log in");
    await (await logInAgain(this.kari, page)).close();
    await expect(title(page)).not.toHaveText(text("loggedOut.overTitle"));
  }

  private async type(page: Page): Promise<void> {
    const field = replyField(page);
    // The page may be wiped meanwhile.
    if (!(await field.isEditable({ timeout: 500 }).catch(() => false))) return;
    const piece = `[${this.typed++}]`;
    this.say(`type ${piece}`);
    // As keys do: the whole of it, or nothing.
    const isThere = await field
      .evaluate(
        (area: HTMLTextAreaElement, piece) => {
          if (!area.isConnected || area.readOnly) return false;
          area.value += piece;
          area.dispatchEvent(new Event("input", { bubbles: true }));
          return true;
        },
        piece,
        { timeout: 500 },
      )
      .catch(() => false);
    if (isThere) this.pieces.add(piece);
  }

  private async fault(method: string): Promise<void> {
    const fault = FAULTS[this.below(FAULTS.length)] ?? null;
    const path = method === "POST" ? "/api/v1/sends" : "/api/v1/drafts/*";
    this.say(`${method} ${JSON.stringify(fault)}`);
    const rule: Rule = { method, path, times: 1, delayMs: this.below(2) * 700, ...(fault ? { fault } : {}) };
    await this.kari.scenario(rule).catch(() => undefined);
  }

  private async press(page: Page): Promise<void> {
    this.say("send");
    await sendButton(page, NAME)
      .dblclick({ timeout: 500 })
      .catch(() => undefined);
  }

  private async choose(page: Page): Promise<void> {
    const mine = this.below(2) === 0;
    const choice = button(page, text(mine ? "draft.keepMine" : "draft.takeTheirs"));
    if (!(await choice.isVisible())) return;
    this.say(mine ? "keep mine" : "take theirs");
    const here = await replyField(page)
      .inputValue({ timeout: 500 })
      .catch(() => null);
    if (here === null) return;
    const there = String(this.kari.rows("SELECT text FROM drafts WHERE sent = 0")[0]?.["text"] ?? "");
    await choice.click({ timeout: 500 }).catch(() => undefined);
    this.giveUp(mine ? there : here, mine ? here : there);
  }

  private giveUp(lost: string, kept: string): void {
    for (const piece of this.pieces) if (lost.includes(piece) && !kept.includes(piece)) this.pieces.delete(piece);
  }

  /** The browser asks before it reloads over what is not saved; nobody says yes. */
  private async reload(page: Page): Promise<void> {
    this.say("reload");
    await page.evaluate(() => setTimeout(() => location.reload()));
    await page.waitForTimeout(300);
    await expect(title(page)).toBeVisible();
  }

  private async end(): Promise<void> {
    this.say("the session ends");
    await endSession(this.kari).catch(() => undefined);
  }

  /** The service recovers and the citizen comes back to both tabs: what stands there then? */
  async settle(): Promise<string[]> {
    await this.kari.scenario().catch(() => undefined);
    const shown: string[] = [];
    for (const page of this.tabs) {
      if (await this.isOver(page)) await this.comeBack(page);
      await page.waitForTimeout(6_500);
      // That the session had ended may have been noticed by the last save.
      if (await this.isOver(page)) {
        await this.comeBack(page);
        await page.waitForTimeout(6_500);
      }
      // What is said not to be safe, in the field or beside it.
      const warned = ["draft.changedElsewhere", "draft.refused", "draft.notSaved", "kept.title"] as const;
      const all = await page.getByRole("main").innerText();
      if (!warned.some((words) => all.includes(text(words)))) continue;
      for (const field of await page.getByRole("main").getByRole("textbox").all()) {
        shown.push(await field.inputValue({ timeout: 5_000 }));
      }
    }
    return shown;
  }
}

for (const seed of seeds) {
  test(`whatever goes wrong, what I write is kept and sent at most once (schedule ${seed})`, async ({
    citizen,
    guard,
  }) => {
    test.slow();
    guard.expectFault(/Failed to load resource/, /dropped by the access policy/);
    for (let dialogs = 0; dialogs < STEPS; dialogs++) guard.expectDialog("beforeunload", "dismiss");
    const kari = await citizen("kari");
    const page = await kari.open(THREAD);
    await button(page, text("reply.button")).click();
    await expect(replyField(page)).toBeVisible();
    const schedule = new Schedule(kari, [page, await kari.tab(THREAD)], chance(seed));
    for (let step = 0; step < STEPS; step++) await schedule.step();
    const warned = await schedule.settle();

    const story = `schedule ${seed}: ${schedule.said.join("; ")}`;
    const texts = kari.rows(
      `SELECT text FROM drafts WHERE sent = 0 UNION ALL
       SELECT json_extract(body, '$.text') FROM messages WHERE send_key IS NOT NULL`,
    );
    const places = texts.map((row) => String(row["text"]));
    const lost = [...schedule.pieces].filter((piece) => ![...places, ...warned].some((words) => words.includes(piece)));
    expect(lost, `${story}\nstored: ${places.join(" | ")}`).toEqual([]);
    const twice = kari.rows(
      "SELECT send_key FROM messages WHERE send_key IS NOT NULL GROUP BY send_key HAVING count(*) > 1",
    );
    expect(twice, story).toEqual([]);
    const foreign = kari.rows("SELECT id FROM drafts WHERE person_id <> 'p-kari' AND text LIKE '%[%]%'");
    expect(foreign, story).toEqual([]);
  });
}
