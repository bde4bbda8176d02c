// WebKitGTK: its small browser, by its own driver, on a screen that nobody sees.

import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { Builder, Capabilities, type WebDriver, type WebElement } from "selenium-webdriver";
import { freePort } from "../e2e/support/free_port.ts";
import type { Engine, Query, Window } from "./engine.ts";
import { FINDER, first, isThere, plain } from "./finder.ts";

const LIBRARIES = "/usr/lib";

export async function startWebKit(): Promise<Engine> {
  const screen = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1280x1000x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const display = await firstLine(screen, 3);
  const port = await freePort();
  // There is no graphics card to draw with.
  const env = { ...process.env, DISPLAY: `:${display}`, WEBKIT_DISABLE_COMPOSITING_MODE: "1" };
  const driver = spawn("WebKitWebDriver", [`--port=${port}`], { stdio: "ignore", env });
  const server = `http://127.0.0.1:${port}`;
  return {
    window: () => WebKitWindow.start(server),
    close: async () => {
      for (const process of [driver, screen]) await ended(process);
    },
  };
}

/** Debian has one per architecture and version of the library. */
function miniBrowser(): string {
  const found = readdirSync(LIBRARIES, { recursive: false, encoding: "utf8" })
    .filter((folder) => folder.endsWith("-linux-gnu"))
    .flatMap((folder) => readdirSync(`${LIBRARIES}/${folder}`).map((name) => `${LIBRARIES}/${folder}/${name}`))
    .filter((folder) => /\/webkit2?gtk-[\d.]+$/.test(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`))
    .find((file) => file.endsWith("/MiniBrowser"));
  if (!found) throw new Error("No MiniBrowser found: it comes with Debian's webkit2gtk-driver");
  return found;
}

class WebKitWindow implements Window {
  private readonly told: string[] = [];

  private constructor(private readonly driver: WebDriver) {}

  static async start(server: string): Promise<Window> {
    const browser = { binary: miniBrowser(), args: ["--automation"] };
    const wanted = new Capabilities({ browserName: "MiniBrowser", "webkitgtk:browserOptions": browser });
    const driver = await new Builder().usingServer(server).withCapabilities(wanted).build();
    await driver.manage().setTimeouts({ script: 30_000, pageLoad: 60_000 });
    return new WebKitWindow(driver);
  }

  async open(address: string): Promise<void> {
    await this.leave();
    await this.driver.get(address);
  }

  async reload(): Promise<void> {
    await this.leave();
    await this.driver.navigate().refresh();
  }

  async back(): Promise<void> {
    await this.driver.navigate().back();
  }

  async run<Taken extends unknown[], Given>(
    does: (...taken: Taken) => Given,
    ...taken: Taken
  ): Promise<Awaited<Given>> {
    await this.prepare();
    return (await this.driver.executeScript(does, ...taken)) as Awaited<Given>;
  }

  async click(query: Query): Promise<boolean> {
    return this.with(query, (element) => element.click());
  }

  async type(query: Query, words: string): Promise<boolean> {
    return this.with(query, (element) => element.sendKeys(words));
  }

  async problems(): Promise<string[]> {
    await this.leave();
    return this.told;
  }

  async close(): Promise<void> {
    await this.driver.quit();
  }

  private async with(query: Query, does: (element: WebElement) => Promise<void>): Promise<boolean> {
    await this.prepare();
    const element = (await this.driver.executeScript(first, plain(query))) as WebElement | null;
    if (!element) return false;
    await does(element);
    return true;
  }

  /** The driver tells nothing of the console: the page itself notes what it hears from now on. */
  private async prepare(): Promise<void> {
    if (await this.driver.executeScript(isThere)) return;
    await this.driver.executeScript(FINDER);
    await this.driver.executeScript(() => {
      const notes: string[] = [];
      (globalThis as { innboksNotes?: string[] }).innboksNotes = notes;
      window.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        notes.push(`CSP report: ${violatedDirective} ${blockedURI}`),
      );
      window.addEventListener("error", ({ message }) => notes.push(`page error: ${message}`));
      window.addEventListener("unhandledrejection", ({ reason }) => notes.push(`page error: ${String(reason)}`));
      for (const kind of ["error", "warn"] as const) {
        const said = console[kind];
        console[kind] = (...words: unknown[]) => {
          notes.push(`console: ${words.map(String).join(" ")}`);
          said.apply(console, words);
        };
      }
    });
  }

  /** Takes along what the page noted, before it goes. */
  private async leave(): Promise<void> {
    const notes = await this.driver.executeScript(() => {
      const { innboksNotes } = globalThis as { innboksNotes?: string[] };
      return innboksNotes?.splice(0) ?? [];
    });
    this.told.push(...(notes as string[]));
  }
}

async function firstLine(process: ChildProcess, channel: number): Promise<string> {
  const lines = createInterface({ input: process.stdio[channel] as Readable });
  for await (const line of lines) return line;
  throw new Error(`${process.spawnfile} ended without a word`);
}

async function ended(process: ChildProcess): Promise<void> {
  const end = new Promise((resolve) => process.once("exit", resolve));
  if (process.kill()) await end;
}
