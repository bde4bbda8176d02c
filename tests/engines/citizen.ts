// Somebody logged in, before a window of whichever engine.

import { expect } from "@playwright/test";
import { quoted, rows, type Row } from "../e2e/support/database.ts";
import type { Rule } from "../e2e/support/wire.ts";
import type { Query, Window } from "./engine.ts";
import { all, plain, type Found } from "./finder.ts";

type Call = { method: string; path: string; data: unknown };
type Answered = { status: number; text: string };

const WAIT = { timeout: 30_000 };

export class Citizen {
  private constructor(
    readonly window: Window,
    private readonly origin: string,
    private readonly database: string,
  ) {}

  static async logIn(window: Window, origin: string, persona: string): Promise<Citizen> {
    await window.open(`${origin}/login`);
    const data = { persona, fresh: true };
    const { status, text } = await call(window, { method: "POST", path: "/stand-in/login", data });
    expect(status, text).toBe(200);
    return new Citizen(window, origin, (JSON.parse(text) as { database: string }).database);
  }

  /** Goes to an address of the app. */
  async open(path = ""): Promise<void> {
    await this.window.open(`${this.origin}/innboks/${path}`);
  }

  /** What is shown of this, now. */
  async shown(query: Query): Promise<Found[]> {
    return this.window.run(all, plain(query));
  }

  /** Waits until so many are shown, or any. */
  async sees(query: Query, count?: number): Promise<void> {
    const is = expect.poll(async () => (await this.shown(query)).length, { ...WAIT, message: told(query) });
    await (count === undefined ? is.toBeGreaterThan(0) : is.toBe(count));
  }

  /** Waits until one of these holds the words. */
  async reads(query: Query, words: string | RegExp): Promise<void> {
    const texts = async (): Promise<string> => (await this.shown(query)).map(({ text }) => text).join("\n");
    const is = expect.poll(texts, { ...WAIT, message: told(query) });
    await (typeof words === "string" ? is.toContain(words) : is.toMatch(words));
  }

  /** Waits until the field holds this. */
  async finds(query: Query, value: string): Promise<void> {
    await expect.poll(async () => (await this.shown(query))[0]?.value, { ...WAIT, message: told(query) }).toBe(value);
  }

  /** Waits for it, then clicks; what moves or is covered is not there yet. */
  async click(query: Query): Promise<void> {
    const tried = (): Promise<boolean | string> => this.window.click(query).catch(String);
    await expect.poll(tried, { ...WAIT, message: told(query) }).toBe(true);
  }

  /** Waits for it, then writes; every key must have come in. */
  async types(query: Query, words: string): Promise<void> {
    await expect.poll(() => this.window.type(query, words), { ...WAIT, message: told(query) }).toBe(true);
    await this.finds(query, words);
  }

  /** From now on the server misbehaves like this; without rules, no more. */
  async scenario(...rules: Rule[]): Promise<void> {
    const { status, text } = await call(this.window, { method: "PUT", path: "/stand-in/scenario", data: { rules } });
    expect(status, text).toBe(204);
  }

  /** What the database holds. */
  rows(sql: string): Row[] {
    return rows(this.database, sql);
  }

  /** For whom a message with these words is stored, each time that it is. */
  stored(words: string): unknown[] {
    const found = this.rows(
      `SELECT t.person_id FROM messages m JOIN threads t ON t.id = m.thread_id
       WHERE json_extract(m.body, '$.text') = ${quoted(words)}`,
    );
    return found.map((row) => row["person_id"]);
  }
}

const told = (query: Query): string => `${query.role} «${String(query.name ?? "")}»`;

/** The page's own call, so that cookies are the engine's. */
function call(window: Window, wanted: Call): Promise<Answered> {
  return window.run(async ({ method, path, data }: Call) => {
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(path, { method, headers, body: JSON.stringify(data) });
    return { status: answer.status, text: await answer.text() };
  }, wanted);
}
