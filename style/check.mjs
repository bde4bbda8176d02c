// Every class that the views use has a rule in the sheet, and every one kept is used: node style/check.mjs
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { appSheet } from "./build.mjs";
import { definedClasses } from "./tools/sheet.mjs";

const source = fileURLToPath(new URL("../src/", import.meta.url));
const STRING = /"((?:[^"\\]|\\[\s\S])*)"/g;
const GIVEN_AS_CLASS = /\b(?:class|class_while|page_link)\(\s*"([^"]*)"/g;
const LOOKS_LIKE_CLASSES = /^(?:[a-z][\w-]*\s+)*(?:ib-[\w-]+|[\w-]+(?:__|--)[\w-]+)(?:\s+[a-z][\w-]*)*$/;

/** What is handed to `.class(…)` and its like, and every text that can only be class names. */
function usedClasses(rust) {
  const code = rust.replace(/^\s*\/\/.*$/gm, "").replace(/\\\n\s*/g, " ");
  const given = [...code.matchAll(GIVEN_AS_CLASS)].map(([, text]) => text);
  const seen = [...code.matchAll(STRING)].map(([, text]) => text).filter((text) => LOOKS_LIKE_CLASSES.test(text));
  return new Set([...given, ...seen].flatMap((text) => text.split(/\s+/)).filter(Boolean));
}

const defined = definedClasses(await appSheet());
const files = (await readdir(source, { recursive: true })).filter((name) => name.endsWith(".rs")).sort();
const missing = [];
const used = new Set();
for (const file of files) {
  for (const name of usedClasses(await readFile(path.join(source, file), "utf8"))) {
    used.add(name);
    if (!defined.has(name)) missing.push(`src/${file}: ${name}`);
  }
}
const kept = (await readFile(new URL("keep.txt", import.meta.url), "utf8")).split("\n").filter(Boolean);
const idle = kept.filter((name) => !used.has(name));
if (idle.length) {
  console.error(`Kept in style/keep.txt, and used by no view: ${idle.join(", ")}`);
  process.exitCode = 1;
}
if (missing.length) {
  console.error(`Classes without a rule (a design-system class is kept when listed in style/keep.txt):`);
  console.error(missing.join("\n"));
  process.exitCode = 1;
}
