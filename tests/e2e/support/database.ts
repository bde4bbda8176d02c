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

/** A text as an SQL literal. */
export function quoted(words: string): string {
  return `'${words.replaceAll("'", "''")}'`;
}
