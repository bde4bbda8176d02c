// Strings that others have collected because they break things, and those that turn text around or are not seen.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** Characters that steer the direction of text, or that nobody sees. */
export const UNSEEN = [..."\u00AD\u061C\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060"]
  .concat([..."\u2066\u2067\u2068\u2069\uFEFF"])
  .map((mark) => ({ mark, name: `U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}` }));

const SAMPLE = 150;

/** The Big List of Naughty Strings, from npm. */
const naughty = (): string[] => createRequire(import.meta.url)("blns") as string[];

/** The payloads of the XSS knowledge base BRS-KB, from PyPI. */
function payloads(): string[] {
  const python = fileURLToPath(new URL("../../../.tools/python/bin/python", import.meta.url));
  const script = "import brs_kb, json; print(json.dumps([p['payload'] for p in brs_kb.get_all_payloads().values()]))";
  return JSON.parse(execFileSync(python, ["-c", script], { encoding: "utf8", maxBuffer: 1 << 26 })) as string[];
}

/** Half a character: neither UTF-8 nor what is read from it holds that. */
const isWhole = (words: string): boolean => Buffer.from(words, "utf8").toString("utf8") === words;

export type Corpus = { strings: string[]; leftOut: string[] };

/** Each string once, less those that a database of texts cannot hold or that say nothing at all. */
export function corpus(): Corpus {
  const all = [...new Set([...naughty(), ...payloads(), ...UNSEEN.map(({ mark }) => `abc${mark}def`)])];
  const holds = (words: string): boolean => words !== "" && isWhole(words);
  return { strings: all.filter(holds), leftOut: all.filter((words) => !holds(words)) };
}

/** All of them when there is time for it; else some from everywhere, and all that hold something unseen. */
export function sample(strings: string[]): string[] {
  if (process.env["INNBOKS_DEEP"]) return strings;
  const step = Math.ceil(strings.length / SAMPLE);
  const isUnseen = (words: string): boolean => UNSEEN.some(({ mark }) => words.includes(mark));
  return strings.filter((words, at) => at % step === 0 || isUnseen(words));
}
