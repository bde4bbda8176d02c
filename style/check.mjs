// Every class the Rust views use has a rule in the sheet: node style/check.mjs
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { appSheet } from "./build.mjs";
import { definedClasses } from "./tools/sheet.mjs";

const source = fileURLToPath(new URL("../src/", import.meta.url));

/** The expression after `class=`, up to the next attribute, the tag's end or the statement's end. */
function expression(code, from) {
  let depth = 0;
  for (let at = from; at < code.length; at += 1) {
    const rest = code.slice(at, at + 200);
    if (rest[0] === '"') {
      at += /^"(?:[^"\\]|\\.)*"?/s.exec(code.slice(at))[0].length - 1;
    } else if ("({[".includes(rest[0])) {
      depth += 1;
    } else if (")}]".includes(rest[0])) {
      depth -= 1;
      if (depth < 0) return code.slice(from, at);
    } else if (
      depth === 0 &&
      (/^(;|\/>|\s[\w:-]+\s*=(?![=>]))/.test(rest) || (rest[0] === ">" && !"=-".includes(code[at - 1])))
    ) {
      return code.slice(from, at);
    }
  }
  return code.slice(from);
}

/** `class="a b"`, `class=…"a"…`, `class:a=…`, `.class("a")`, `add_class("a")`; comments left out; and any string that starts with one of ours. */
export function usedClasses(rust) {
  const code = rust.replace(/^\s*\/\/.*$/gm, "");
  const found = [];
  for (const match of code.matchAll(/(?<![\w-])class\s*=(?![=>])\s*/g)) {
    for (const [, text] of expression(code, match.index + match[0].length).matchAll(/"((?:[^"\\]|\\.)*)"/g))
      found.push(...text.split(/\s+/));
  }
  for (const match of code.matchAll(/(?<![\w-])class:([\w-]+)\s*=/g)) found.push(match[1]);
  for (const match of code.matchAll(/\b(?:class|add_class)(?:\(\s*\(?|:)\s*"([^"]*)"/g))
    found.push(...match[1].split(/\s+/));
  for (const match of code.matchAll(/"((?:ib-[\w-]+)(?:\s+[\w-]+)*)"/g)) found.push(...match[1].split(/\s+/));
  return found.filter(Boolean);
}

async function rustFiles() {
  const entries = await readdir(source, { recursive: true });
  return entries.filter((name) => name.endsWith(".rs")).sort();
}

async function check() {
  const defined = definedClasses(await appSheet());
  const missing = [];
  for (const file of await rustFiles()) {
    const names = new Set(usedClasses(await readFile(path.join(source, file), "utf8")));
    for (const name of names) if (!defined.has(name)) missing.push(`src/${file}: ${name}`);
  }
  if (missing.length === 0) return;
  console.error(
    `Classes without a rule (write names whole; a design-system class is kept when listed in style/keep.txt):\n${missing.join("\n")}`,
  );
  process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await check();
