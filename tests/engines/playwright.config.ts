import { defineConfig } from "@playwright/test";
import e2e, { standIn } from "../e2e/playwright.config.ts";
import type { EngineName } from "./fixtures.ts";

const results = process.env["INNBOKS_RESULTS"] ?? "../../test-results";
const PORT = Number(process.env["INNBOKS_PORT"] ?? 4189);

// WebKitGTK refuses a Secure cookie on http, so it gets a server of its own; browsers open nothing at the port after ours.
const PLAIN = PORT + 2;

const engine = (engineName: EngineName, port = PORT) => ({
  name: engineName,
  use: { engineName, baseURL: `http://localhost:${port}` },
});

/** The same journeys in three engines. */
export default defineConfig<object, { engineName: EngineName }>({
  ...e2e,
  testDir: ".",
  testIgnore: [],
  outputDir: `${results}/engines`,
  timeout: 120_000,
  reporter: [["list"], ["json", { outputFile: `${results}/engines.json` }]],
  projects: [engine("chromium"), engine("firefox"), engine("webkit", PLAIN)],
  webServer: [standIn("stand-in", PORT), standIn("stand-in-plain", PLAIN, "--plain-cookie")],
});
