import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { Virtual } from "@guidepup/virtual-screen-reader";
import type { Guard } from "./guard.ts";

const PATH = "/test-tools/virtual-screen-reader.js";
const script = createRequire(import.meta.url).resolve("@guidepup/virtual-screen-reader/browser.js");

type Window = { reader: Virtual };

/**
 * What a screen reader says, by a virtual one that runs in the page.
 *
 * It does not look into shadow roots, so it starts inside the app's own; and the page takes scripts from its own
 * origin only, so it comes from there.
 */
export class ScreenReader {
  private constructor(private readonly page: Page) {}

  static async start(page: Page, guard: Guard): Promise<ScreenReader> {
    // Its own fault: it asks an element that has left the page for its document.
    guard.expectFault(/getElementById is not a function/);
    await page.route(`**${PATH}`, (route) => route.fulfill({ path: script, contentType: "text/javascript" }));
    await page.evaluate(async (path) => {
      const { virtual } = (await import(path)) as { virtual: Virtual };
      const container = document.querySelector("hn-webcomp-innboks")?.shadowRoot?.querySelector(".ib-app");
      if (!container) throw new Error("The app is not there");
      (window as unknown as Window).reader = virtual;
      await virtual.start({ container: container as HTMLElement });
    }, PATH);
    return new ScreenReader(page);
  }

  /** Reads on from where it is until `wanted` is said, and gives what was said on the way. */
  async readUntil(wanted: string): Promise<string[]> {
    return this.page.evaluate(async (wanted) => {
      const { reader } = window as unknown as Window;
      const said: string[] = [];
      while (said.length < 500) {
        await reader.next();
        const phrase = await reader.lastSpokenPhrase();
        said.push(phrase);
        if (phrase.includes(wanted)) return said;
      }
      throw new Error(`«${wanted}» was not said, but: ${said.join(" | ")}`);
    }, wanted);
  }

  /** From now on only what is said after this counts. */
  async forget(): Promise<void> {
    await this.page.evaluate(() => (window as unknown as Window).reader.clearSpokenPhraseLog());
  }

  /** Waits until this has been said, word for word and once, and stays so. */
  async expectSaid(phrase: string): Promise<void> {
    const times = async (): Promise<number> => (await this.said()).filter((said) => said === phrase).length;
    await expect.poll(times, { message: `«${phrase}» is said` }).toBe(1);
  }

  /** All that has been said since it started, or was told to forget. */
  async said(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as Window).reader.spokenPhraseLog());
  }
}
