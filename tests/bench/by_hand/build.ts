import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { buildSync, transformSync } from "esbuild";
import { MAIN } from "../../e2e/support/servers.ts";
import texts from "../../../public/texts/nb.json" with { type: "json" };

const results = process.env["INNBOKS_RESULTS"] ?? "../../../test-results";

/** Where the page is served from, and built into. */
export const BY_HAND = { port: MAIN.port + 1, folder: fileURLToPath(new URL(`${results}/by-hand`, import.meta.url)) };

const FONTS = new URL("../../../node_modules/@helsenorge/designsystem-react/lib/fonts/", import.meta.url);
const KIND = "category.";

const own = (name: string): URL => new URL(name, import.meta.url);

/** Builds the page written by hand as the app is built: minified, hashed names, `.br` beside each file. */
export default function build(): void {
  const { folder } = BY_HAND;
  mkdirSync(folder, { recursive: true });
  const write = (name: string, bytes: Uint8Array): void => {
    writeFileSync(`${folder}/${name}`, bytes);
    writeFileSync(`${folder}/${name}.br`, brotliCompressSync(bytes));
  };
  const publish = (name: string, bytes: Uint8Array): string => {
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
    const hashed = name.replace(/(?=\.\w+$)/, `-${hash}`);
    write(hashed, bytes);
    return `/innboks/${hashed}`;
  };
  const filled = (name: string, addresses: Record<string, string>): string =>
    readFileSync(own(name), "utf8").replace(/\{([\w.]+)\}/g, (whole, name: string) => addresses[name] ?? whole);
  const font = (name: string): string => publish(name, readFileSync(new URL(name, FONTS)));

  const css = filled("inbox.css", {
    "400.woff2": font("source-sans-pro-400-regular.woff2"),
    "600.woff2": font("source-sans-pro-600-semibold.woff2"),
  });
  const kinds = Object.entries(texts).filter(([name]) => name.startsWith(KIND));
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(own("inbox.ts"))],
    define: { KINDS: JSON.stringify(Object.fromEntries(kinds.map(([name, kind]) => [name.slice(KIND.length), kind]))) },
    format: "esm",
    minify: true,
    target: "es2022",
    write: false,
  });
  const script = outputFiles[0]?.contents ?? new Uint8Array();
  const addresses = {
    "inbox.css": publish("inbox.css", Buffer.from(transformSync(css, { loader: "css", minify: true }).code)),
    "inbox.js": publish("inbox.js", script),
  };
  write("index.html", Buffer.from(filled("index.html", addresses)));
}
