// Everything that can go wrong with a call × every operation of the contract: the page says so, goes on, and loses
// nothing. An operation that has no entry in support/asking fails the first test.

import type { Request } from "@playwright/test";
import { expect, test, type Page } from "./fixtures.ts";
import { askings } from "./support/asking/all.ts";
import type { Asking } from "./support/asking/asking.ts";
import type { Citizen } from "./support/citizen.ts";
import { asksFor, operations, type Operation } from "./support/contract.ts";
import { button, chooseLanguage, link, title } from "./support/page.ts";
import { pattern, text, type TextKey } from "./support/texts.ts";
import type { Fault } from "./support/wire.ts";

const RETRY_AFTER = 2;
/** The browser tells when by another clock than the page counts on. */
const CLOCKS = 100;
/** What does not answer is given up after 20 seconds. */
const GIVEN_UP = 35_000;

type Wrong = { fault?: Fault; delayMs?: number; inBrowser?: "offline" | "wrong type" };

const status = (status: number, retryAfter?: number): Wrong => ({
  fault: { kind: "status", status, ...(retryAfter ? { retryAfter } : {}) },
});

const WRONG: Record<string, Wrong> = {
  abort: { fault: { kind: "abort" } },
  offline: { inBrowser: "offline" },
  401: status(401),
  403: status(403),
  404: status(404),
  409: status(409),
  412: status(412),
  429: status(429, RETRY_AFTER),
  503: status(503, RETRY_AFTER),
  500: status(500),
  slow: { delayMs: 1_200 },
  stalled: { fault: { kind: "stall" } },
  truncated: { fault: { kind: "truncated" } },
  malformed: { fault: { kind: "malformed" } },
  "wrong type": { inBrowser: "wrong type" },
  "wrong person": { fault: { kind: "wrongPerson", person: "p-nora" } },
};

/** Something went wrong, in plain words: one of these stands in the page. */
const SAID: TextKey[] = [
  "error.denied",
  "error.malformed",
  "error.network",
  "error.server",
  "error.timeout",
  "error.tooMany",
  "error.wrongPerson",
  "attachment.changedElsewhere",
  "attachment.differs",
  "draft.changedElsewhere",
  "draft.notDeleted",
  "draft.notSaved",
  "draft.offline",
  "draft.refused",
  "loggedOut.overTitle",
  "loggedOut.failedTitle",
  "logIn.title",
  "notFound.title",
  "send.before",
  "send.uncertain",
  "undo.draftOpen",
  "undo.late",
  "undo.uncertain",
  "waits.failed",
];
/** Something is on its way, and who waits sees nothing else. */
const WAITING: TextKey[] = ["loading", "send.sending", "archive.saving", "undo.working", "attachment.removing"];
const BROKEN = /Noe gikk galt i innboksen|Innboksen kunne ikke startes/;

const all = operations();
/** What a cell writes: no other has written it, so that whoever finds it finds what this one kept. */
const wordsOf = (name: string): string => `Det jeg skrev, skal stå: ${name}.`;
/** Of all of them; what one writes does not matter. */
const ASKING = askings("");
const deep = Boolean(process.env["INNBOKS_DEEP"]);

/** All of them when there is time for it; else one that is soon over for each operation, in turn. */
function chosen(at: number): [string, Wrong][] {
  const every = Object.entries(WRONG);
  const quick = every.filter(([name]) => name !== "stalled");
  return deep ? every : quick.slice(at % quick.length).slice(0, 1);
}

/** All that is read in the page. */
const shown = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const root = document.querySelector("hn-webcomp-innboks")?.shadowRoot;
    const parts = [...(root?.children ?? [])].map((part) => (part instanceof HTMLElement ? part.innerText : ""));
    return parts.join("\n");
  });

/** In the language that the page is in, which may just have been changed. */
const says = (words: string, keys: TextKey[]): boolean =>
  keys.some((key) => pattern(key).test(words) || pattern(key, "nn").test(words));

/** When an operation was asked for and answered, by the browser's clock: on a busy machine it is told much later. */
class Heard {
  readonly answered: number[] = [];
  readonly succeeded: number[] = [];
  private readonly all = new Map<Request, number>();

  constructor(page: Page, operation: Operation) {
    const isMeant = (request: Request): boolean => asksFor(operation, request.method(), request.url());
    page.on("request", (request) => {
      if (isMeant(request)) this.all.set(request, Date.now());
    });
    page.on("response", (response) => {
      const request = response.request();
      if (!isMeant(request)) return;
      const { startTime, responseStart } = request.timing();
      const asked = startTime > 0 ? startTime : Date.now();
      const answered = asked + Math.max(0, responseStart);
      this.all.set(request, asked);
      this.answered.push(answered);
      if (response.ok()) this.succeeded.push(answered);
    });
  }

  get asked(): number[] {
    return [...this.all.values()];
  }
}

/** One cell of the matrix. */
class Cell {
  constructor(
    readonly citizen: Citizen,
    readonly operation: Operation,
    readonly asking: Asking,
    readonly name: string,
    readonly wrong: Wrong,
  ) {}

  async run(): Promise<void> {
    const { asking, citizen, wrong } = this;
    // The page of the cell before was closed, perhaps before its last choice of a language was heard.
    const bokmaal = "UPDATE users SET language = 'nb'";
    citizen.change(typeof asking.prepare === "string" ? `${bokmaal}; ${asking.prepare}` : bokmaal);
    if (typeof asking.prepare === "function") await asking.prepare(citizen);
    await this.behave();
    const page = await citizen.tab(asking.from ?? "om");
    page.setDefaultTimeout(20_000);
    await expect(title(page)).toBeVisible();
    await asking.ready?.(page, citizen);
    const heard = new Heard(page, this.operation);
    await this.misbehave(page);
    await asking.ask(page, citizen);
    await expect.poll(() => heard.asked.length, { message: "the page asks", timeout: 20_000 }).toBeGreaterThan(0);
    if (wrong.delayMs === undefined) await this.goesWrong(page, heard);
    await this.behave(page);
    if (this.name === "401") return;
    // A file takes its time; what there is to do meanwhile is there.
    if ((this.name === "stalled" && asking.meanwhile) || asking.last?.includes(this.name)) return this.isAlive(page);
    await this.goesOn(page, heard);
    await this.isAlive(page);
  }

  /** All is well again. */
  private async behave(page?: Page): Promise<void> {
    await this.citizen.context.setOffline(false);
    if (this.asking.hold) await this.citizen.hold(this.asking.hold);
    // Whoever is out has no scenario either.
    else await this.citizen.context.request.put("/stand-in/scenario", { data: { rules: [] } });
    await page?.unroute(this.matches);
  }

  private readonly matches = (url: URL): boolean => asksFor(this.operation, this.operation.method, url.href);

  private async misbehave(page: Page): Promise<unknown> {
    const { fault, delayMs, inBrowser } = this.wrong;
    if (inBrowser === "offline" && !this.asking.isAlone) return this.citizen.context.setOffline(true);
    if (inBrowser) {
      return page.route(this.matches, async (route) => {
        if (route.request().method() !== this.operation.method) return route.fallback();
        if (inBrowser === "offline") return route.abort("internetdisconnected");
        // A call that is asked at the end may outlive the page.
        const response = await route.fetch().catch(() => undefined);
        if (response)
          await route.fulfill({ response, status: 200, json: ["feil", { type: 1 }], contentType: "application/json" });
      });
    }
    const path = this.operation.path.replace(/\{(\w+)\}/g, (_, id: string) => this.asking.ids?.[id] ?? "*");
    const rule = { method: this.operation.method, path, ...(fault ? { fault } : {}), ...(delayMs ? { delayMs } : {}) };
    return this.asking.hold ? this.citizen.hold(this.asking.hold, rule) : this.citizen.scenario(rule);
  }

  /** It says so, does not wait for ever, does not press the service, and keeps what was written. */
  private async goesWrong(page: Page, heard: Heard): Promise<void> {
    const { asking, wrong, name } = this;
    if (name === "stalled" && asking.meanwhile) return expect(asking.meanwhile(page)).toBeVisible();
    if (!(asking.isQuiet || this.isNoFault()) || (name === "401" && !asking.last?.includes(name))) {
      const said = async (): Promise<boolean> => says(await shown(page), SAID) || this.isHeard(page);
      await expect.poll(said, { message: "it is said what went wrong", timeout: GIVEN_UP }).toBe(true);
    }
    const isWaiting = async (): Promise<boolean> => says(await shown(page), WAITING);
    await expect.poll(isWaiting, { message: "nothing waits any more", timeout: GIVEN_UP }).toBe(false);
    if (wrong.fault?.kind === "status" && wrong.fault.retryAfter) {
      await expect.poll(() => heard.answered.length, { message: "the refusal has come" }).toBeGreaterThan(0);
      const until = (heard.answered[0] ?? 0) + RETRY_AFTER * 1_000 - CLOCKS;
      await page.waitForTimeout(Math.max(0, until - Date.now()));
      const early = heard.asked.slice(1).filter((at) => at < until);
      expect(early, "asked again before its time").toEqual([]);
    }
    expect(await shown(page)).not.toMatch(BROKEN);
    if (asking.words) await this.keepsWords(page, asking.words);
    if (name !== "401" || asking.last?.includes(name)) return;
    await expect(page.getByRole("link", { name: /^Logg inn/ })).toBeVisible();
  }

  private async isHeard(page: Page): Promise<boolean> {
    return (await this.asking.heard?.(page).isVisible()) ?? false;
  }

  /** A success that says nothing cannot be spoilt by what it says. */
  private isNoFault(): boolean {
    const spoils = ["malformed", "truncated", "wrong type"].includes(this.name);
    const { unread } = this.asking;
    const isRead =
      this.operation.isTelling && !(unread === "all" || (unread === "shape" && this.name === "wrong type"));
    return (spoils && !isRead) || (this.name === "wrong person" && !this.operation.isAboutPerson);
  }

  /** In a field, with the service, or kept until one has logged in again. */
  private async keepsWords(page: Page, words: string): Promise<void> {
    const kept = async (): Promise<boolean> => {
      const fields = await page.evaluate(() => {
        const root = document.querySelector("hn-webcomp-innboks")?.shadowRoot;
        return [...(root?.querySelectorAll("textarea") ?? [])].map(({ value }) => value).join();
      });
      const stored = this.citizen.rows(
        `SELECT text FROM drafts UNION ALL SELECT text FROM appointment_answers UNION ALL SELECT text FROM feedback
         UNION ALL SELECT json_extract(body, '$.text') FROM messages WHERE from_kind = 'citizen'`,
      );
      const isHeld = (await shown(page)).includes(text("loggedOut.overKept"));
      return isHeld || fields.includes(words) || stored.some(({ text }) => String(text).includes(words));
    };
    await expect.poll(kept, { message: "what was written is kept" }).toBe(true);
  }

  /** There is a way on, and it leads to what was asked for. */
  private async goesOn(page: Page, heard: Heard): Promise<void> {
    const { asking, citizen, wrong } = this;
    const comesByItself = wrong.delayMs !== undefined || this.isNoFault() || (asking.isQuiet && asking.done);
    const before = comesByItself ? 0 : heard.succeeded.length;
    if (!comesByItself && !(await this.isHeard(page))) {
      const home = link(page, text("notFound.home"));
      if (await home.isVisible()) await home.click();
      // Others may have failed beside it.
      const failed = await button(page, text("error.retry")).all();
      for (const retry of failed.reverse()) await retry.click();
      if (!failed.length) await (asking.again ?? asking.ask)(page, citizen);
    }
    if (asking.done) return asking.done(page, citizen);
    const answered = (): number => heard.succeeded.length;
    await expect.poll(answered, { message: "it is answered", timeout: 20_000 }).toBeGreaterThan(before);
  }

  /** The rest of the page lives: it changes its language and back. */
  private async isAlive(page: Page): Promise<void> {
    expect(await shown(page)).not.toMatch(BROKEN);
    // Nothing is left there, or all of it waits for an answer.
    if (["logOut", "extendSession"].includes(this.operation.id)) return;
    await chooseLanguage(page, "nb", "en");
    await expect(button(page, text("bar.logOut", {}, "en"))).toBeVisible();
    await chooseLanguage(page, "en", "nb");
    await expect(button(page, text("bar.logOut"))).toBeVisible();
  }
}

test("there is a way to each operation of the contract, and none that the contract does not have", () => {
  expect(Object.keys(ASKING).sort()).toEqual(all.map(({ id }) => id).sort());
});

const asked = all.filter(({ id }) => ASKING[id]);

for (const [at, operation] of asked.entries()) {
  const cells = chosen(at);
  const names = deep ? "everything" : cells.map(([name]) => name).join();
  test(`${operation.id} goes wrong (${names}): it is said, nothing is lost, and there is a way on`, async ({
    citizen,
    guard,
  }) => {
    test.setTimeout(60_000 + cells.length * 60_000);
    guard.expectFault(/Failed to load resource/, /net::ERR_/);
    const who = await citizen(ASKING[operation.id]?.persona ?? "kari");
    const never = all.filter(({ id }) => ASKING[id] === null);
    who.context.on("request", (request) => {
      const found = never.find((one) => asksFor(one, request.method(), request.url()));
      if (found) guard.problems.push(`${found.id} is asked for, and has no entry in support/asking`);
    });
    const broken: string[] = [];
    for (const [name, wrong] of cells) {
      await test.step(name, async () => {
        const asking = askings(wordsOf(name))[operation.id];
        if (!asking) throw new Error(operation.id);
        const cell = new Cell(who, operation, asking, name, wrong);
        // The others are tried all the same.
        await cell.run().catch((error: unknown) => broken.push(`${name}: ${String(error)}`));
        // The last is left for axe.
        if (name !== cells.at(-1)?.[0]) await Promise.all(who.context.pages().map((page) => page.close()));
      });
    }
    expect(broken).toEqual([]);
  });
}
