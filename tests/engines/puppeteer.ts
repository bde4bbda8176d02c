// Chromium and Firefox, by puppeteer.

import puppeteer, { type Browser, type ElementHandle, type Page } from "puppeteer-core";
import type { Engine, Query, Window } from "./engine.ts";
import { FINDER, first, isThere, plain } from "./finder.ts";

export async function startPuppeteer(browser: "chrome" | "firefox", executablePath: string): Promise<Engine> {
  const args = browser === "chrome" ? ["--no-sandbox", "--disable-background-networking", "--no-first-run"] : [];
  const running = await puppeteer.launch({ browser, executablePath, headless: true, args });
  return { window: () => PuppeteerWindow.open(running), close: () => running.close() };
}

class PuppeteerWindow implements Window {
  private readonly told: string[] = [];

  private constructor(private readonly page: Page) {}

  static async open(browser: Browser): Promise<Window> {
    const page = await (await browser.createBrowserContext()).newPage();
    const opened = new PuppeteerWindow(page);
    page.on("console", (message) => {
      if (["error", "warn"].includes(message.type())) opened.told.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => opened.told.push(`page error: ${String(error)}`));
    await page.evaluateOnNewDocument(() => {
      window.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        console.error(`CSP report: ${violatedDirective} ${blockedURI}`),
      );
    });
    return opened;
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address);
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  async back(): Promise<void> {
    await this.page.goBack();
  }

  async run<Taken extends unknown[], Given>(
    does: (...taken: Taken) => Given,
    ...taken: Taken
  ): Promise<Awaited<Given>> {
    if (!(await this.page.evaluate(isThere))) await this.page.evaluate(FINDER);
    return (await this.page.evaluate(does as (...taken: unknown[]) => unknown, ...taken)) as Awaited<Given>;
  }

  async click(query: Query): Promise<boolean> {
    return this.with(query, (element) => element.click());
  }

  async type(query: Query, words: string): Promise<boolean> {
    return this.with(query, (element) => element.type(words));
  }

  async problems(): Promise<string[]> {
    return this.told;
  }

  async close(): Promise<void> {
    await this.page.browserContext().close();
  }

  private async with(query: Query, does: (element: ElementHandle<HTMLElement>) => Promise<void>): Promise<boolean> {
    await this.run(() => undefined);
    const found = await this.page.evaluateHandle(first, plain(query));
    const element = found.asElement() as ElementHandle<HTMLElement> | null;
    if (!element) return false;
    await does(element);
    return true;
  }
}
