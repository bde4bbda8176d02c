// Checks tests/rules.csv: each rule of the service stands there, with tests that were run and passed.

import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

/** How many rules the service has, R1 and on. */
const RULES = 113;

/** Rules that are not built, and why. */
const NOT_LIVE = {
  R35: "newer pages ask for a level of access to read, not for an archive: R17",
  R58: "the service decides how old one must be to give or hold a power of attorney, never the page",
  R63: "newer pages open more for children below 12: R49",
  R64: "newer pages ask for service area 3: R48",
  R105: "an older telephone number: R104",
  R113: "newer pages have such appointments answered in Appointments: R76",
};

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const read = (path) => readFileSync(here(path), "utf8");

/** Lines of a CSV file whose quoted fields may hold commas and doubled quotes. */
function csv(text) {
  const field = /(?:"((?:[^"]|"")*)"|([^,]*))(,|$)/gy;
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const fields = [];
      field.lastIndex = 0;
      for (let found = field.exec(line); found; found = field.exec(line)) {
        fields.push(found[1]?.replaceAll('""', '"') ?? found[2]);
        if (!found[3]) break;
      }
      return fields;
    });
}

/** «file: title» of each browser test that passed. */
function passedInBrowser(suites) {
  return suites.flatMap((suite) => [
    ...passedInBrowser(suite.suites ?? []),
    ...(suite.specs ?? []).filter(({ ok }) => ok).map(({ file, title }) => `${basename(file)}: ${title}`),
  ]);
}

/** Names of the native tests that passed, by Cargo's own account. */
const passedNatively = (text) =>
  [...text.matchAll(/^test (\S+)(?: - should panic)? \.\.\. ok$/gm)].map(([, name]) => name);

const browser = new Set(passedInBrowser(JSON.parse(read("../../test-results/e2e.json")).suites));
const native = passedNatively(read("../../test-results/native.txt"));

/** Why this line does not hold, if so. */
function wrong([rule, file, test, ...more]) {
  if (!/^R\d+$/.test(rule) || !test || more.length) return "not a line of rule,file,test";
  if (!existsSync(here(`../../${file}`))) return `no file ${file}`;
  if (file.startsWith("tests/e2e/")) {
    return browser.has(`${basename(file)}: ${test}`) ? null : `«${test}» did not run and pass`;
  }
  if (!read(`../../${file}`).includes(`fn ${test}(`)) return `${file} holds no test ${test}`;
  return native.some((name) => name.split("::").at(-1) === test) ? null : `${test} did not run and pass`;
}

const [header, ...lines] = csv(read("../rules.csv"));
const problems = lines.map((line) => [line[0], wrong(line)]).filter(([, problem]) => problem);
const shown = new Set(lines.map(([rule]) => rule));
for (let number = 1; number <= RULES; number++) {
  const rule = `R${number}`;
  if (NOT_LIVE[rule] && shown.has(rule)) problems.push([rule, `is said not to be built: ${NOT_LIVE[rule]}`]);
  if (!NOT_LIVE[rule] && !shown.has(rule)) problems.push([rule, "no test shows it"]);
}
for (const rule of shown) if (Number(rule.slice(1)) > RULES) problems.push([rule, "there is no such rule"]);
if (header.join() !== "rule,file,test") problems.push(["header", "must be rule,file,test"]);
for (const [rule, problem] of problems) console.error(`tests/rules.csv, ${rule}: ${problem}`);
if (problems.length) process.exit(1);
console.log(`${shown.size} rules shown by ${lines.length} tests`);
