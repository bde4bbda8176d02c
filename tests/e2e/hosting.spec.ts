import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test as base } from "./fixtures.ts";
import { answer } from "./support/answer.ts";
import { thread } from "./support/elsewhere.ts";
import { chooser, kept, onDisk, pdf, storedFiles } from "./support/files.ts";
import { expectAnswers, file, kinds, noStore, overHttps, type Kind } from "./support/headers.ts";
import { Nginx } from "./support/nginx.ts";
import { expectSaved, messages, openListening, row, rows, threadRow, writeReply } from "./support/page.ts";

const DIST = process.env["INNBOKS_DIST"] ?? fileURLToPath(new URL("../../dist", import.meta.url));

const SCRIPT = readdirSync(DIST).find((name) => /^innboks-[0-9a-f]+\.js$/.test(name)) ?? "";
const MIB = 1024 * 1024;

/** Tests whose browser, and whose questions, go through a real nginx over https. */
const test = base.extend<object, { nginx: Nginx }>({
  nginx: [
    async ({}, use, { project, workerIndex }) => {
      const folder = join(project.outputDir, `nginx-${workerIndex}`);
      const nginx = await Nginx.start(folder, DIST, project.use.baseURL ?? "");
      await use(nginx);
      await nginx.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ nginx }, use) => use(nginx.secure),
});

test.use({ ignoreHTTPSErrors: true });

const secure = (kind: Kind): Kind => ({ ...kind, headers: overHttps(kind.headers) });

test("nginx answers by the table of headers on every kind of path, over https with two headers more", async ({
  citizen,
  nginx,
}) => {
  const kari = await citizen("kari");
  const all = kinds(DIST, await kari.cookie(), "text/html");
  expect(all.length).toBeGreaterThan(100);
  await expectAnswers(nginx.plain, all);
  await expectAnswers(nginx.secure, all.map(secure));
});

test("what has not changed and every refusal of nginx's own have the headers too", async ({ nginx }) => {
  const path = `/innboks/${SCRIPT}`;
  const { passing } = await answer(nginx.secure, { path });
  const { "content-type": _, ...unchanged } = file(SCRIPT);
  const refused = noStore("text/html");
  const large = 27 * MIB;
  await expectAnswers(
    nginx.secure,
    [
      { path, ask: { "if-none-match": passing["etag"] }, status: 304, headers: unchanged },
      { path, ask: { range: "bytes=99999999-" }, status: 200, headers: file(SCRIPT) },
      { path: "/innboks", status: 200, headers: file("index.html"), body: join(DIST, "index.html") },
      { method: "POST", path: "/innboks/", status: 405, headers: refused },
      { path: "/", status: 404, headers: refused },
      { path: "/innboks/", ask: { host: "a/b" }, status: 400, headers: refused },
      { method: "PUT", path: "/api/v1/x", ask: { "content-length": large }, status: 413, headers: refused },
    ].map(secure),
  );
  const led = await answer(nginx.redirect, { path: "/innboks/samtale/t-1?ulest" });
  expect([led.status, led.headers["location"]]).toEqual([308, "https://innboks.example.no/innboks/samtale/t-1?ulest"]);
});

test("when the service is down nginx says so with the headers, and the files are still there", async ({}, info) => {
  const nginx = await Nginx.start(info.outputPath("nginx"), DIST, "http://localhost:9");
  await expectAnswers(nginx.plain, [
    { path: "/api/v1/session", status: 502, headers: noStore("text/html") },
    { path: "/innboks/", status: 200, headers: file("index.html"), body: join(DIST, "index.html") },
  ]);
  await nginx.stop();
});

test("a citizen reads, hears of news, attaches 25 MiB and reloads through nginx, which keeps none of it", async ({
  citizen,
  nginx,
}) => {
  const kari = await citizen("kari");
  const page = await openListening(kari);
  await expect(rows(page)).toHaveCount(50);
  kari.change(thread("t-ny", "p-kari", "Kommet imens"));
  await expect(row(page, "Kommet imens")).toBeVisible();
  await threadRow(page, "t-kari-13").click();
  await writeReply(page, "Her er de");
  await chooser(page).setInputFiles(onDisk([1, 2, 3, 4, 5].map((number) => pdf(`side-${number}.pdf`, 5 * MIB))));
  await expect(storedFiles(page)).toHaveCount(5, { timeout: 30_000 });
  await expectSaved(page);
  await page.reload();
  await expect(messages(page).first()).toBeVisible();
  await expect(storedFiles(page)).toHaveCount(5);
  expect(kept(kari).map(({ bytes }) => bytes.length)).toEqual(Array.from({ length: 5 }, () => 5 * MIB));
  const left = readdirSync(join(nginx.folder, "kept"), { recursive: true, withFileTypes: true });
  expect(left.filter((entry) => entry.isFile())).toEqual([]);
});
