import { defineConfig } from "@playwright/test";
import e2e, { standIn } from "../e2e/playwright.config.ts";
import { MAIN } from "../e2e/support/servers.ts";
import { BY_HAND } from "./by_hand/build.ts";

const results = process.env["INNBOKS_RESULTS"] ?? "../../test-results";

/** The same browser, server and headers as the browser tests; one measurement at a time. */
export default defineConfig({
  ...e2e,
  testDir: ".",
  testIgnore: [],
  globalSetup: "./by_hand/build.ts",
  outputDir: `${results}/bench`,
  timeout: 300_000,
  workers: 1,
  fullyParallel: false,
  retries: 0,
  reporter: [["list"], ["./report.ts", { outputFile: `${results}/bench.json` }]],
  webServer: [standIn("bench", MAIN.port), standIn("bench-by-hand", BY_HAND.port, `--dist "${BY_HAND.folder}"`)],
});
