import type { Browser, BrowserContext, CDPSession, ElementHandle, Page } from "@playwright/test";
import { address, MAIN } from "../e2e/support/servers.ts";
import { text } from "../e2e/support/texts.ts";
import { install, type Answer } from "./probe.ts";

/** What the browser's main thread was busy with, in milliseconds of its own time: the load of the machine is not in it. */
export type Busy = { busy: number; script: number; style: number; layout: number };

export type Pressed = Answer & Busy & { memory: number };

/** A line and a machine; the throughput is in bytes a second, the latency in milliseconds, for each request. */
export type Means = { latency: number; throughput: number; slower: number };

/** Of the inbox. */
export const INBOX = "/innboks/";

export type Where = { address?: string; means?: Means | null };

/** The inbox of a persona in a browser that has nothing cached. */
export class Inbox {
  /** Addresses asked for, without what comes after `?`. */
  readonly requests: string[] = [];
  /** What came over the line, headers and all. */
  bytes = 0;

  private more: ElementHandle | null = null;

  private constructor(
    readonly page: Page,
    private readonly devtools: CDPSession,
    private readonly where: Where,
  ) {
    page.on("request", (request) => this.requests.push(new URL(request.url()).pathname));
    devtools.on("Network.loadingFinished", ({ encodedDataLength }) => (this.bytes += encodedDataLength));
  }

  static async open(browser: Browser, persona: string, where: Where = {}): Promise<Inbox> {
    const context = await browser.newContext();
    // Large mailboxes are filled by the first log-in.
    const logIn = new URL("/stand-in/login", where.address ?? address(MAIN.port)).href;
    const answer = await context.request.post(logIn, { data: { persona }, timeout: 120_000 });
    if (!answer.ok()) throw new Error(await answer.text());
    await context.addInitScript(install);
    return Inbox.visit(context, where);
  }

  /** The same browser comes again: it has what it may keep. */
  async again(): Promise<Inbox> {
    await this.page.close();
    return Inbox.visit(this.page.context(), this.where);
  }

  private static async visit(context: BrowserContext, where: Where): Promise<Inbox> {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
    await devtools.send("Network.enable");
    if (where.means) {
      const { latency, throughput, slower } = where.means;
      const line = { offline: false, latency, downloadThroughput: throughput, uploadThroughput: throughput };
      await devtools.send("Network.emulateNetworkConditions", line);
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: slower });
    }
    const inbox = new Inbox(page, devtools, where);
    await page.goto(where.address ?? address(MAIN.port) + INBOX, { waitUntil: "commit" });
    await inbox.firstRowsAt();
    return inbox;
  }

  /** Milliseconds from the navigation to the first rows. */
  async firstRowsAt(): Promise<number> {
    for (;;) {
      const at = await this.page.evaluate(() => window.probe.firstRowsAt);
      if (at) return at;
      await this.page.waitForTimeout(100);
    }
  }

  /** Waits until nothing more is asked for. */
  async settled(): Promise<void> {
    for (let asked = -1; asked < this.requests.length;) {
      asked = this.requests.length;
      await this.page.waitForTimeout(700);
    }
  }

  /** Fetches one more page of the list. */
  async press(): Promise<Pressed> {
    // Found once: looking for it by its name among thousands of rows would be measured with it.
    this.more ??= await this.page.getByRole("button", { name: text("inbox.more"), exact: true }).elementHandle();
    if (!this.more) throw new Error("There is nothing more to fetch");
    const before = await this.busy();
    const answer = await this.more.evaluate((button) => window.probe.press(button as HTMLElement));
    const after = await this.busy();
    const memory = await this.page.evaluate(() => window.probe.memory());
    const spent = (what: keyof Busy): number => after[what] - before[what];
    return {
      ...answer,
      memory,
      busy: spent("busy"),
      script: spent("script"),
      style: spent("style"),
      layout: spent("layout"),
    };
  }

  size(): Promise<{ rows: number; nodes: number; memory: number }> {
    return this.page.evaluate(() => ({
      rows: window.probe.rows(),
      nodes: window.probe.nodes(),
      memory: window.probe.memory(),
    }));
  }

  /** What JavaScript and the DOM hold when what is unused has been collected, in bytes. */
  async heap(): Promise<number> {
    await this.devtools.send("HeapProfiler.collectGarbage");
    return (await this.devtools.send("Runtime.getHeapUsage")).usedSize;
  }

  async busy(): Promise<Busy> {
    const { metrics } = await this.devtools.send("Performance.getMetrics");
    const ms = (name: string): number => 1000 * (metrics.find((metric) => metric.name === name)?.value ?? 0);
    return {
      busy: ms("TaskDuration"),
      script: ms("ScriptDuration"),
      style: ms("RecalcStyleDuration"),
      layout: ms("LayoutDuration"),
    };
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
