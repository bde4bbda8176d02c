// Builds what the app looks like: node style/build.mjs OUTPUT_FOLDER
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import { compile } from "sass";
import { sprite } from "./tools/icons.mjs";
import { trim } from "./tools/sheet.mjs";

const here = new URL("./", import.meta.url);
const designSystem = new URL("../node_modules/@helsenorge/designsystem-react/", here);
const FONTS = ["source-sans-pro-400-regular.woff2", "source-sans-pro-600-semibold.woff2"];
const LICENCE = "source-sans-pro-OFL.txt";

function compiled(file) {
  return compile(fileURLToPath(new URL(file, here)), {
    loadPaths: [fileURLToPath(new URL("lib/", designSystem))],
    style: "compressed",
    charset: false,
  }).css;
}

async function lines(file) {
  return (await readFile(new URL(file, here), "utf8"))
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/** The app's sheet, also used by check.mjs. */
export async function appSheet() {
  const { version } = JSON.parse(await readFile(new URL("package.json", designSystem), "utf8"));
  const sheet = trim(compiled("innboks.scss"), new Set(await lines("keep.txt")));
  return `/*! Contains @helsenorge/designsystem-react ${version}, MIT licence */${sheet}\n`;
}

async function build(folder) {
  await mkdir(folder, { recursive: true });
  const files = {
    "innboks.css": await appSheet(),
    "document.css": `${compiled("document.scss")}\n`,
    "icons.svg": await sprite(new URL("lib/components/Icons/", designSystem), await lines("icons.txt")),
  };
  for (const [name, text] of Object.entries(files)) {
    await writeFile(path.join(folder, name), text);
    const brotli = brotliCompressSync(text).length;
    console.log(
      `${name.padEnd(14)}${String(Buffer.byteLength(text)).padStart(8)} B raw${String(brotli).padStart(8)} B brotli`,
    );
  }
  for (const name of FONTS) await copyFile(new URL(`lib/fonts/${name}`, designSystem), path.join(folder, name));
  await copyFile(new URL(`../public/fonts/${LICENCE}`, here), path.join(folder, LICENCE));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  if (!folder) {
    console.error("Usage: node style/build.mjs OUTPUT_FOLDER");
    process.exit(2);
  }
  await build(folder);
}
