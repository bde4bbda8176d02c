// What somebody does by keyboard alone and hears meanwhile, written down so that people can read it.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Locator, type Page } from "@playwright/test";
import type { Virtual } from "@guidepup/virtual-screen-reader";
import type { Guard } from "./guard.ts";
import { tabTo } from "./page.ts";
import { ScreenReader } from "./screen_reader.ts";

type Role = Parameters<Page["getByRole"]>[0];
type Window = { reader: Virtual };

const { version } = createRequire(import.meta.url)("@guidepup/virtual-screen-reader/package.json") as {
  version: string;
};
const RENEW = Boolean(process.env["INNBOKS_RENEW"]);
const MONTH = "(?:jan|feb|mars?|apr|mai|juni?|juli?|aug|sep|okt|nov|des)[a-zæøå]*\\.?";
const WEEKDAY = "(?:man|tirs|ons|tors|fre|lør|søn)dag";

/** What is another word on another day. */
const MOVING: [RegExp, string][] = [
  [/ ?Merk at [^.]*(?:\. [a-zæøå][^.]*)*er fridag(?:er)?\./g, ""],
  [
    new RegExp(`(?:${WEEKDAY} )?\\d{1,2}\\. ${MONTH}(?: \\d{4})?(?: (?:kl\\.|klokken) \\d{2}[:.]\\d{2})?`, "gi"),
    "‹dato›",
  ],
  // The surgery answers today until it closes.
  [/svar i dag, ‹dato›/g, "svar ‹dato›"],
  [/‹dato›[–-]\d{2}[:.]\d{2}/g, "‹dato›"],
  [/\((?:i dag|i går|i forgårs|for \d+ (?:døgn|dager) siden)\)/g, "(‹dager siden›)"],
  [/(?:\d+ (?:døgn|timer?|minutt(?:er)?|sekund(?:er)?) ?)+/g, "‹tid› "],
  [/(?:kl\.|klokken) \d{2}[:.]\d{2}/g, "kl. ‹tid›"],
  [/\d+ (?=uleste|meldinger)/g, "‹antall› "],
];

const steady = (phrase: string): string =>
  MOVING.reduce((words, [moving, sign]) => words.replace(moving, sign), phrase).replace(/ +([.,)]|$)/g, "$1");

/** A journey by keyboard alone, through the virtual screen reader. */
export class Journey {
  private readonly lines: string[] = [];

  private constructor(
    private readonly page: Page,
    private readonly reader: ScreenReader,
  ) {}

  static async begin(page: Page, guard: Guard): Promise<Journey> {
    return new Journey(page, await ScreenReader.start(page, guard));
  }

  /** Tabs to something, hears it, and presses a key. */
  async press(role: Role, name: string, key = "Enter"): Promise<void> {
    await this.pressOn(this.page.getByRole(role, { name, exact: true }).first(), name, key);
  }

  /** The same with what has more in its name than `words`. */
  async pressOn(target: Locator, words: string, key = "Enter"): Promise<void> {
    await this.reach(target, words);
    this.lines.push(`    ‹${key}›`);
    await this.page.keyboard.press(key);
  }

  /** Tabs to a field, hears it, and types. */
  async type(name: string, words: string): Promise<void> {
    await this.reach(this.page.getByRole("textbox", { name, exact: true }), name);
    this.lines.push(`    ‹skriver «${words}»›`);
    await this.page.keyboard.type(words);
  }

  /** Presses a key where it is, and hears what that leads to. */
  async key(key: string, heard: string): Promise<void> {
    await this.reader.forget();
    this.lines.push("", `‹${key}›`);
    await this.page.keyboard.press(key);
    await this.hear(heard);
  }

  /** Waits until a phrase with these words is said. */
  async hear(words: string): Promise<void> {
    const phrase = async (): Promise<string> =>
      (await this.reader.said()).map(steady).findLast((said) => said.includes(steady(words))) ?? "";
    await expect.poll(phrase, { message: `«${words}» is said` }).not.toBe("");
    this.lines.push(`    ${await phrase()}`);
  }

  /** Reads a part of the page from its beginning to its end. */
  async read(part: Locator): Promise<void> {
    await expect(part).toBeVisible();
    const container = await part.elementHandle();
    const said = await this.page.evaluate(async (container) => {
      const { reader } = window as unknown as Window;
      const root = container?.getRootNode() as ShadowRoot;
      const focused = root.activeElement as HTMLElement | null;
      const app = root.querySelector<HTMLElement>(".ib-app");
      if (!container || !app) throw new Error("The app is not there");
      await reader.stop();
      await reader.start({ container: container as HTMLElement });
      const phrases = [await reader.lastSpokenPhrase()];
      while (phrases.length < 300) {
        await reader.next();
        const phrase = await reader.lastSpokenPhrase();
        if (phrase === phrases[0]) break;
        phrases.push(phrase);
      }
      await reader.stop();
      await reader.start({ container: app });
      focused?.focus();
      return phrases;
    }, container);
    this.lines.push("", "‹leser siden›", ...said.map((phrase) => `    ${steady(phrase)}`));
  }

  /** Compares what was heard to what is written down; with INNBOKS_RENEW=1 writes it. */
  expectWritten(name: string): void {
    const folder = new URL("../transcripts/", import.meta.url);
    const file = new URL(`${name}.txt`, folder);
    const head = `${name}, med tastatur og virtuell skjermleser ${version}. Fornyes med «make transcripts».`;
    const heard = `${[head, ...this.lines].join("\n")}\n`;
    if (RENEW) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, heard);
    }
    expect(heard).toBe(existsSync(file) ? readFileSync(file, "utf8") : "nothing is written down yet");
  }

  private async reach(target: Locator, name: string): Promise<void> {
    await expect(target).toBeVisible();
    // What has the focus already has been heard.
    if (await target.evaluate((it) => (it.getRootNode() as ShadowRoot).activeElement === it)) return;
    await this.reader.forget();
    await tabTo(this.page, target);
    this.lines.push("", "‹Tab›");
    await this.hear(name);
  }
}
