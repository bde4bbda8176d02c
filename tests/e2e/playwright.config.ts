import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type LaunchOptions } from "@playwright/test";
import type { Choices } from "./fixtures.ts";
import { address, ELSEWHERE, IN_SHELL, MAIN } from "./support/servers.ts";

const results = process.env["INNBOKS_RESULTS"] ?? "../../test-results";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const standInProgram = process.env["INNBOKS_STAND_IN"] ?? here("../../target/debug/innboks-public-api");
const dist = process.env["INNBOKS_DIST"] ?? here("../../dist");

/** A browser of the machine: the suite downloads none. */
export function browser(variable: string, names: string[]): string {
  const named = process.env[variable];
  if (named) return named;
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  if (!found) throw new Error(`No ${names[0]} found: install it, or name it in ${variable}`);
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The server of the tests, with a folder of its own. */
export const standIn = (folder: string, port: number, options = "") => ({
  command: `"${standInProgram}" --dist "${dist}" --data "${here(`${results}/${folder}`)}" --hold 2 --port ${port} ${options}`,
  url: `${address(port)}/login`,
  reuseExistingServer: false,
});

/**
 * What the browser would do beside the page. Only the last list given to Chromium counts, so those that Playwright turns
 * off are in it again.
 */
const WITHOUT = [
  // Two pages of the address bar in a process of their own, for each new window: 40 % of the suite's time.
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  // Playwright's own.
  "AimEnabled",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "ThirdPartyStoragePartitioning",
];

const CHROMIUM: LaunchOptions = {
  executablePath: browser("INNBOKS_CHROMIUM", ["chromium", "google-chrome", "chromium-browser"]),
  args: [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    `--disable-features=${WITHOUT.join()}`,
  ],
};

/** What must hold whatever surrounds the app: shown alone, and again in the mock of Helsenorge's shell. */
const EVERYWHERE = ["boundary.spec.ts", "once.spec.ts"];

export default defineConfig<Choices>({
  testDir: ".",
  // Pictures are for people to look at, when somebody will.
  testIgnore: process.env["INNBOKS_PICTURES"] ? [] : "screenshots.spec.ts",
  // A folder of its own: Playwright empties it, and other results lie beside it.
  outputDir: `${results}/e2e`,
  fullyParallel: true,
  forbidOnly: true,
  // For the slowest of machines: what holds is seen at once, and what does not fails all the same.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // The machines of continuous integration are slow and shared. What needs a second try there is named, and few may
  // (second_tries.mjs); tests of what must never happen once set this to none.
  retries: process.env["CI"] ? 1 : 0,
  // On two cores: a third of the time of each test is waiting.
  workers: 3,
  reporter: [["list"], ["json", { outputFile: `${results}/e2e.json` }]],
  use: {
    baseURL: address(MAIN.port),
    locale: "nb-NO",
    timezoneId: "Europe/Oslo",
  },
  projects: [
    { name: "chromium", use: { browserName: "chromium", launchOptions: CHROMIUM } },
    {
      name: "in the shell",
      testMatch: EVERYWHERE,
      use: { browserName: "chromium", launchOptions: CHROMIUM, base: IN_SHELL },
    },
  ],
  webServer: [MAIN, ...ELSEWHERE].map(({ name, port, shellAt }) => standIn(name, port, `--shell-at ${shellAt}`)),
});
