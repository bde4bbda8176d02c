import { test as base } from "@playwright/test";
import { browser } from "../e2e/playwright.config.ts";
import { Citizen } from "./citizen.ts";
import type { Engine } from "./engine.ts";
import { startPuppeteer } from "./puppeteer.ts";
import { startWebKit } from "./webkit.ts";

export { expect } from "@playwright/test";

export type EngineName = "chromium" | "firefox" | "webkit";

const START: Record<EngineName, () => Promise<Engine>> = {
  chromium: () =>
    startPuppeteer("chrome", browser("INNBOKS_CHROMIUM", ["chromium", "google-chrome", "chromium-browser"])),
  firefox: () => startPuppeteer("firefox", browser("INNBOKS_FIREFOX", ["firefox-esr", "firefox"])),
  webkit: startWebKit,
};

type Test = {
  /** Logs in as a persona, in a new world. */
  citizen: (persona: string) => Promise<Citizen>;
  /** What the engine may complain of in this test. */
  expected: RegExp[];
};

export const test = base.extend<Test, { engineName: EngineName; engine: Engine }>({
  engineName: ["chromium", { option: true, scope: "worker" }],
  engine: [
    async ({ engineName }, use) => {
      const engine = await START[engineName]();
      await use(engine);
      await engine.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  expected: async ({}, use) => use([]),
  citizen: async ({ engine, baseURL, expected }, use) => {
    const windows: Awaited<ReturnType<Engine["window"]>>[] = [];
    await use(async (persona) => {
      const window = await engine.window();
      windows.push(window);
      return Citizen.logIn(window, baseURL ?? "", persona);
    });
    const problems: string[] = [];
    for (const window of windows) {
      problems.push(...(await window.problems()));
      await window.close();
    }
    const unexpected = problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)));
    if (unexpected.length) throw new Error(unexpected.join("\n"));
  },
});
