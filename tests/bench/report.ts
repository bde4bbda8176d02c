import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { resolve } from "node:path";
import { test } from "@playwright/test";
import type { FullConfig, Reporter, TestCase, TestResult } from "@playwright/test/reporter";

/** A table of figures; `raw` is only in the file. */
type Table = { title: string; columns: Record<string, Record<string, number>>; warnings?: string[]; raw?: unknown };

const NAME = "figures";

/** Hands a table to the report. */
export async function tell(table: Table): Promise<void> {
  const load = loadavg()[0];
  await test.info().attach(NAME, { body: JSON.stringify({ ...table, load }), contentType: "application/json" });
}

/** Prints the tables, and writes them to a file. */
export default class Report implements Reporter {
  private readonly tables: (Table & { load: number })[] = [];
  private folder = "";

  constructor(private readonly options: { outputFile: string }) {}

  onBegin({ configFile }: FullConfig): void {
    this.folder = resolve(configFile ?? "", "..");
  }

  onTestEnd(_test: TestCase, { attachments }: TestResult): void {
    for (const { name, body } of attachments) {
      if (name === NAME && body) this.tables.push(JSON.parse(String(body)) as (typeof this.tables)[number]);
    }
  }

  onEnd(): void {
    for (const { title, columns, warnings = [], load } of this.tables) {
      console.log(`\n${title}; load of the machine ${load.toFixed(1)}`);
      const names = [...new Set(Object.values(columns).flatMap(Object.keys))];
      const line = (name: string): [string, Record<string, number | string>] => [
        name,
        Object.fromEntries(Object.entries(columns).map(([column, figures]) => [column, rounded(figures[name])])),
      ];
      console.table(Object.fromEntries(names.map(line)));
      for (const warning of warnings) console.warn(`WARNING: ${warning}`);
    }
    const file = resolve(this.folder, this.options.outputFile);
    writeFileSync(file, JSON.stringify({ at: new Date().toISOString(), tables: this.tables }, null, 2));
    console.log(`\nAll figures: ${file}`);
  }
}

function rounded(value: number | undefined): number | string {
  if (value === undefined) return "";
  return Math.abs(value) < 100 ? Math.round(value * 100) / 100 : Math.round(value);
}
