// What a page keeps hold of: memory, nodes, listeners, timers, calls.

import type { CDPSession, Page } from "@playwright/test";

export type Kept = { memory: number; nodes: number; listeners: number; timers: number; calls: number };

type Probed = Window & { probedMemory: () => number; probedTimers: () => number };

/** Counts from before the page is loaded. */
export class Keeping {
  private calls = 0;

  private constructor(
    private readonly page: Page,
    private readonly devtools: CDPSession,
  ) {
    page.on("request", () => (this.calls += 1));
    for (const end of ["requestfinished", "requestfailed"] as const) {
      page.on(end as "requestfinished", () => (this.calls -= 1));
    }
  }

  static async of(page: Page): Promise<Keeping> {
    await page.addInitScript(probe);
    return new Keeping(page, await page.context().newCDPSession(page));
  }

  /** When what is unused has been collected. */
  async now(): Promise<Kept> {
    for (let times = 0; times < 2; times++) await this.devtools.send("HeapProfiler.collectGarbage");
    const { nodes, jsEventListeners: listeners } = await this.devtools.send("Memory.getDOMCounters");
    const inside = await this.page.evaluate(() => {
      const probed = window as unknown as Probed;
      return { memory: probed.probedMemory(), timers: probed.probedTimers() };
    });
    return { ...inside, nodes, listeners, calls: this.calls };
  }
}

/** Runs in the page before anything else. */
function probe(): void {
  const probed = window as unknown as Probed;
  const memories = new Set<WebAssembly.Memory>();
  const streaming = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const made = await streaming(source, imports);
    for (const one of Object.values(made.instance.exports)) {
      if (one instanceof WebAssembly.Memory) memories.add(one);
    }
    return made;
  };
  probed.probedMemory = () => [...memories].reduce((all, { buffer }) => all + buffer.byteLength, 0);

  const running = new Set<number>();
  probed.probedTimers = () => running.size;
  const { setTimeout, clearTimeout, setInterval, clearInterval } = window;
  window.setTimeout = ((act: TimerHandler, ms?: number, ...rest: unknown[]) => {
    const id = setTimeout(() => {
      running.delete(id);
      if (typeof act === "function") act(...rest);
    }, ms) as unknown as number;
    running.add(id);
    return id;
  }) as typeof window.setTimeout;
  window.setInterval = ((act: TimerHandler, ms?: number, ...rest: unknown[]) => {
    const id = setInterval(act, ms, ...rest) as unknown as number;
    running.add(id);
    return id;
  }) as typeof window.setInterval;
  window.clearTimeout = (id) => (running.delete(Number(id)), clearTimeout(id));
  window.clearInterval = (id) => (running.delete(Number(id)), clearInterval(id));
}
