import { expect, type APIResponse, type BrowserContext, type Page } from "@playwright/test";
import { change, quoted, rows, type Row } from "./database.ts";
import { ALONE } from "./servers.ts";
import type { PersonClaims, Rule, Session, Thread, ThreadPage, ThreadSummary } from "./wire.ts";

const API = "/api/v1";

export type LogIn = { world?: string; lifetimeSeconds?: number };

/** Someone logged in with a browser of their own, in a world where nobody else is. */
export class Citizen {
  private csrf = "";

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly world: string,
    readonly database: string,
    /** Where the app is opened. */
    readonly base: string,
  ) {}

  static async logIn(context: BrowserContext, persona: string, how: LogIn, base = ALONE): Promise<Citizen> {
    const data = { persona, fresh: how.world === undefined, ...how };
    const answer = await context.request.post("/stand-in/login", { data });
    expect(answer.ok(), await answer.text()).toBe(true);
    const { world, database } = (await answer.json()) as { world: string; database: string };
    return new Citizen(context, await context.newPage(), world, database, base);
  }

  /** Logs in again in the same world, with a new session in the same browser. */
  async logInAs(persona: string): Promise<void> {
    const answer = await this.context.request.post("/stand-in/login", { data: { persona, world: this.world } });
    expect(answer.ok(), await answer.text()).toBe(true);
    this.forget();
  }

  /** The session is another one, or none. */
  forget(): void {
    this.csrf = "";
  }

  /** Goes to an address of the app. */
  async open(path = ""): Promise<Page> {
    await this.page.goto(this.address(path));
    return this.page;
  }

  private address(path: string): string {
    return `${this.base.replace(/\/$/, "")}/${path}`;
  }

  /** Another tab of the same browser. */
  async tab(path = ""): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(this.address(path));
    return page;
  }

  /** From now on the server misbehaves like this; without rules, no more. */
  async scenario(...rules: Rule[]): Promise<void> {
    await this.script({ rules });
  }

  /** From now on what is sent is held for so long; the server misbehaves as told. */
  async hold(holdSeconds: number, ...rules: Rule[]): Promise<void> {
    await this.script({ rules, holdSeconds });
  }

  private async script(data: { rules: Rule[]; holdSeconds?: number }): Promise<void> {
    const answer = await this.context.request.put("/stand-in/scenario", { data });
    expect(answer.status(), await answer.text()).toBe(204);
  }

  /** What a browser says of whoever is logged in. */
  async cookie(): Promise<string> {
    return (await this.context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  }

  /** Asks the API as the page would. */
  async ask(path: string, person?: string): Promise<APIResponse> {
    return this.context.request.get(API + path, { headers: person ? { "X-Acting-Person": person } : {} });
  }

  /** Writes to the API as the page would. */
  async write(method: string, path: string, person: string, data: unknown): Promise<APIResponse> {
    this.csrf ||= (await this.session()).csrfToken;
    const headers = { "X-CSRF-Token": this.csrf, "X-Acting-Person": person };
    return this.context.request.fetch(API + path, { method, headers, data });
  }

  async session(): Promise<Session> {
    return (await (await this.ask("/session")).json()) as Session;
  }

  async person(name: string): Promise<PersonClaims> {
    const found = (await this.session()).persons.find((person) => person.name === name);
    if (!found) throw new Error(`${name} is not a person of this session`);
    return found;
  }

  /** Every thread of a person that the server would show. */
  async threads(person: string): Promise<ThreadSummary[]> {
    const answer = await this.ask("/threads?limit=100", person);
    return ((await answer.json()) as ThreadPage).threads;
  }

  async thread(id: string, person: string): Promise<Thread> {
    return (await (await this.ask(`/threads/${id}`, person)).json()) as Thread;
  }

  /** What the database holds. */
  rows(sql: string): Row[] {
    return rows(this.database, sql);
  }

  /** Changes what the database holds, as another system would: consents, powers of attorney, services. */
  change(sql: string): void {
    change(this.database, sql);
  }

  /** Every message with this text, with who wrote it for whom, by the database. */
  messages(text: string): Row[] {
    return this.rows(
      `SELECT m.thread_id, t.person_id, m.author, m.on_behalf_of, s.person_id AS sent_for
       FROM messages m JOIN threads t ON t.id = m.thread_id LEFT JOIN sends s ON s.message_id = m.id
       WHERE json_extract(m.body, '$.text') = ${quoted(text)}`,
    );
  }
}
