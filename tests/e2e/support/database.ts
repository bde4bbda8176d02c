import { execFileSync } from "node:child_process";

export type Row = Record<string, string | number | null>;

/** Asks a world's SQLite file, past the server: what is stored is what counts. */
export function rows(database: string, sql: string): Row[] {
  const answer = execFileSync("sqlite3", ["-readonly", "-json", "-cmd", ".timeout 5000", database, sql], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return answer.trim() ? (JSON.parse(answer) as Row[]) : [];
}

/** A text as an SQL literal. Zeros and carriage returns, which would be lost on the way, stand as numbers. */
export function quoted(words: string): string {
  const safe = (lost: string): string => `' || char(${lost.charCodeAt(0)}) || '`;
  return `'${words.replaceAll("'", "''").replace(/[\0\r]/g, safe)}'`;
}

/** Changes a world's SQLite file, past the server, as another system would. */
export function change(database: string, sql: string): void {
  // Not as an argument: those are short. Without the last line a row that is not there would pass for a change.
  const answer = execFileSync("sqlite3", ["-bail", "-cmd", ".timeout 5000", database], {
    encoding: "utf8",
    input: `${sql};\nSELECT total_changes();`,
  });
  if (Number(answer) === 0) throw new Error(`Nothing was changed by ${sql}`);
}
