// Makes what is served out of what Trunk built: one script, hashed names, .br and .gz beside each
// file, and the size of a first visit. Trunk calls it after each build.
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { execFileSync } from "node:child_process";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { shrink } from "./shrink.mjs";

const LANGUAGES = ["nb", "nn", "en", "se"];
const BUDGET_KB = 156;
const staging = process.env.TRUNK_STAGING_DIR;
const publicUrl = process.env.TRUNK_PUBLIC_URL;
const isRelease = process.env.TRUNK_PROFILE === "release";

const built = await readdir(staging);
const glue = built.find((name) => /^innboks-[0-9a-f]+\.js$/.test(name));
const wasm = built.find((name) => /_bg\.wasm$/.test(name));

const hash = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 16);

/** Writes `bytes` under a name that changes with them; answers the address. */
async function publish(name, bytes) {
  const extension = extname(name);
  const hashed = `${basename(name, extension)}-${hash(bytes)}${extension}`;
  await writeFile(join(staging, hashed), bytes);
  return publicUrl + hashed;
}

// Texts that the list does not need: fetched when the first of them is. Of the parts named first, the names after
// `but` stand in the list too.
const LATER =
  /^(about|access|accessibility|answer|archive|attachment|compose|contactInfo|draft|feedback|filter|holiday|kept|leave|letter|loggedOut|notFound|otherPerson|print|readAll|reason|recipient|rejection|remedy|reply|send|session|shortcuts|thread|topic|undo)\./;
const BUT =
  /^(about\.title|accessibility\.title|access\.(title|hidden\w+)|attachment\.has|answer\.(by|needed|wasBy)|feedback\.(title|yes|no)|filter\.(button\w*|chosen|damaged)|readAll\.button|compose\.title|draft\.(count|has|title)|notFound\.title|shortcuts\.title|thread\.(new|title))$/;
const isLater = (name) => LATER.test(name) && !BUT.test(name);

/** The texts in the order of the typed keys, which is the order of the sorted names: those of the list, the others. */
async function texts(language) {
  const named = JSON.parse(await readFile(`public/texts/${language}.json`, "utf8"));
  const names = Object.keys(named).sort((a, b) => (a < b ? -1 : 1));
  const part = (later) => JSON.stringify(names.map((name) => (isLater(name) === later ? named[name] : "")));
  return [
    await publish(`texts-${language}.json`, part(false)),
    await publish(`texts-${language}-later.json`, part(true)),
  ];
}

async function styles() {
  const folder = await mkdtemp(join(tmpdir(), "innboks-style-"));
  execFileSync("node", ["style/build.mjs", folder]);
  const file = (name) => readFile(join(folder, name));
  const fonts = {};
  for (const font of (await readdir(folder)).filter((name) => name.endsWith(".woff2"))) {
    fonts[/-(\d+)-/.exec(font)[1]] = await publish(font, await file(font));
  }
  await cp(join(folder, "source-sans-pro-OFL.txt"), join(staging, "source-sans-pro-OFL.txt"));
  const addresses = {
    "document.css": await publish("document.css", await file("document.css")),
    css: await publish("innboks.css", await file("innboks.css")),
    icons: await publish("icons.svg", await file("icons.svg")),
    fonts,
  };
  await rm(folder, { recursive: true });
  return addresses;
}

/** Publishes the modules, in a release made small, in the order in which they are fetched. */
async function modules() {
  const [file, script] = [join(staging, wasm), join(staging, glue)];
  let parts = [await readFile(file)];
  let code = await readFile(script, "utf8");
  if (isRelease) {
    const linked = join(process.env.CARGO_TARGET_DIR ?? "target", "wasm32-unknown-unknown/wasm/innboks.wasm");
    ({ modules: parts, glue: code } = await shrink(file, script, linked));
  }
  await writeFile(script, `${code}\nexport { __wbg_get_imports as imports };\n`);
  await rm(file);
  const names = ["innboks.wasm", "innboks-second.wasm"];
  return Promise.all(parts.map((part, at) => publish(names[at], part)));
}

async function script(assets) {
  const { outputFiles } = await build({
    entryPoints: ["public/boot.js"],
    alias: { "innboks-app": join(staging, glue) },
    bundle: true,
    define: { ASSETS: JSON.stringify(assets) },
    format: "esm",
    legalComments: "none",
    minify: true,
    target: "es2022",
    write: false,
  });
  return outputFiles[0].contents;
}

function filled(html, addresses) {
  return html.replace(/\{([\w.-]+)\}/g, (whole, name) => addresses[name] ?? whole);
}

const [first, second] = await modules();
const { css, icons, fonts, ...page } = await styles();
page["icon.svg"] = await publish("icon.svg", await readFile("public/icon.svg"));
page["unsupported.js"] = await publish("unsupported.js", await readFile("public/unsupported.js"));
page["unsupported.html"] = `${publicUrl}unsupported.html`;
const [, version] = /^version = "(.+)"$/m.exec(await readFile("Cargo.toml", "utf8"));
const assets = {
  css,
  fonts,
  icons,
  version,
  unsupported: page["unsupported.html"],
  wasm: first,
  second,
  texts: Object.fromEntries(await Promise.all(LANGUAGES.map(async (language) => [language, await texts(language)]))),
};
const code = await script(assets);
const boot = await publish("innboks.js", code);
const integrity = `sha384-${createHash("sha384").update(code).digest("base64")}`;
const tag = `<script type="module" src="${boot}" integrity="${integrity}"></script>`;

const index = (await readFile(join(staging, "index.html"), "utf8")).replace("<!--scripts-->", tag);
const addresses = { ...page, wasm: assets.wasm, "innboks.css": css };
await writeFile(join(staging, "index.html"), filled(index, addresses));
const unsupported = await readFile("public/unsupported.html", "utf8");
await writeFile(join(staging, "unsupported.html"), filled(unsupported, addresses));
// For those who embed the element.
for (const name of ["innboks.d.ts", "custom-elements.json"]) await cp(`public/${name}`, join(staging, name));
const contents = {
  version,
  entrypoints: { innboks: [boot] },
  types: `${publicUrl}innboks.d.ts`,
  customElements: `${publicUrl}custom-elements.json`,
};
await writeFile(join(staging, "assets.json"), JSON.stringify(contents, null, 2));
await rm(join(staging, glue));
await rm(join(staging, "snippets"), { recursive: true, force: true });

const brotli = {};
for (const name of await readdir(staging)) {
  if (/\.(woff2|br|gz)$/.test(name)) continue;
  const bytes = await readFile(join(staging, name));
  const quality = isRelease ? constants.BROTLI_MAX_QUALITY : 4;
  const small = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
  brotli[publicUrl + name] = small.length;
  await writeFile(join(staging, `${name}.br`), small);
  await writeFile(join(staging, `${name}.gz`), gzipSync(bytes, { level: 9 }));
}

const visit = {
  html: brotli[`${publicUrl}index.html`],
  js: brotli[boot],
  wasm: brotli[assets.wasm],
  css: brotli[css] + brotli[page["document.css"]],
  catalogue: Math.max(...Object.values(assets.texts).map(([first]) => brotli[first])),
};
const total = Object.values(visit).reduce((sum, bytes) => sum + bytes, 0);
const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const parts = Object.entries(visit).map(([kind, bytes]) => `${kind} ${kb(bytes)}`);
console.log(
  `First visit, brotli: ${kb(total)} of ${BUDGET_KB} kB (${parts.join(", ")}); second module ${kb(brotli[second] ?? 0)}, icons ${kb(brotli[icons])}, texts of other pages and fonts apart`,
);
if (isRelease && total > BUDGET_KB * 1000) {
  console.error("The first visit is above its budget.");
  process.exit(1);
}
