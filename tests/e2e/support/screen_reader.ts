import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { Virtual } from "@guidepup/virtual-screen-reader";

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

  static async start(page: Page): Promise<ScreenReader> {
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

  /** Goes to the next thing and gives what is said of it. */
  async next(): Promise<string> {
    return this.page.evaluate(async () => {
      const { reader } = window as unknown as Window;
      await reader.next();
      return reader.lastSpokenPhrase();
    });
  }

  /** Goes on until `wanted` is said, and gives what was said on the way. */
  async until(wanted: string): Promise<string[]> {
    return this.page.evaluate(async (wanted) => {
      const { reader } = window as unknown as Window;
      const said: string[] = [];
      while (said.length < 400) {
        await reader.next();
        said.push(await reader.lastSpokenPhrase());
        if (said.at(-1)?.includes(wanted)) return said;
      }
      throw new Error(`«${wanted}» was not said, but: ${said.join(" | ")}`);
    }, wanted);
  }

  /** All that has been said. */
  async said(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as Window).reader.spokenPhraseLog());
  }
}
