import { defineConfig } from "@playwright/test";
import e2e from "../e2e/playwright.config.ts";

const results = process.env["INNBOKS_RESULTS"] ?? "../../test-results";

/** The same browser, server and headers as the browser tests; one measurement at a time. */
export default defineConfig({
  ...e2e,
  testDir: ".",
  testIgnore: [],
  outputDir: `${results}/bench`,
  timeout: 300_000,
  workers: 1,
  fullyParallel: false,
  reporter: [["list"], ["./report.ts", { outputFile: `${results}/bench.json` }]],
});
