// Makes the release's wasm small, and two: what the list needs, and the rest (`split.mjs`).
import { readFile, writeFile } from "node:fs/promises";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ranked } from "./ranked.mjs";
import { behindGates } from "./reach.mjs";
import { split } from "./split.mjs";
import { withoutLinking } from "./wasm.mjs";

const FEATURES = [
  "bulk-memory",
  "multivalue",
  "mutable-globals",
  "nontrapping-float-to-int",
  "reference-types",
  "sign-ext",
].map((feature) => `--enable-${feature}`);
// Of the ways to make it small, the one that brotli makes the smallest of.
const SMALL = ["-Os", "-ocimfs=50", "--skip-pass=local-cse", "--skip-pass=simplify-locals", "--low-memory-unused"];
/** `page::second` and `state::second`, as names of functions have them. */
const GATES = ["4page6second", "5state6second"];
const GATE = new RegExp(`^_(RNvNtNtCs\\w+_|ZN)7innboks(${GATES.join("|")})\\d`);
/** What wasm-bindgen adds to the names of functions that it wraps. */
const WRAPPED = /( (externref|multivalue) shim)+$/;

/**
 * The two modules of the wasm in `file`, as wasm-bindgen left it, and its glue with the names that they have now.
 * `linked` is what the linker made: it tells what leads where.
 */
export async function shrink(file, glue, linked) {
  const run = (...flags) => execFileSync("wasm-opt", [...FEATURES, ...flags, file, "-o", file], { encoding: "utf8" });
  await writeFile(file, withoutLinking(await readFile(file)));
  // Like functions stay apart until each is where it belongs, and gates stay gates.
  const whole = [
    ...GATES.map((name) => `--no-inline=*${name}*`),
    ...SMALL,
    "--skip-pass=duplicate-function-elimination",
    "-g",
  ];
  const names = JSON.parse(run(...whole, "--minify-imports-and-exports-and-modules"));
  const second = behindGates(await readFile(linked), (name) => GATE.test(name));
  const functions = new Set(second.functions);
  const parts = split(await readFile(file), (name) => functions.has(name.replace(WRAPPED, "")), second.data);
  const modules = [];
  for (const part of parts) {
    await writeFile(file, part);
    run(...SMALL, "--strip-debug", "--strip-producers");
    await writeFile(file, ranked(await readFile(file)));
    run("--reorder-functions-by-name", "-g");
    run("--strip-debug");
    modules.push(await readFile(file));
  }
  return { modules, glue: renamed(await readFile(glue, "utf8"), names) };
}

/** The glue with the short names: half of the long ones is hash. */
function renamed(glue, names) {
  const replace = (pattern, short) => {
    glue = glue.replaceAll(new RegExp(pattern.replaceAll("$", "\\$"), "g"), () => short);
  };
  for (const [, long, short] of names.imports) replace(`(?<![\\w$])${long}(?=: )`, JSON.stringify(short));
  for (const [long, short] of names.exports) replace(`(?<=wasm\\.)${long}(?![\\w$])`, short);
  replace('"\\./innboks_bg\\.js"', '"a"');
  return glue;
}
