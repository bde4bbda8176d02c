import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "./fixtures.ts";
import { violations } from "./support/axe.ts";
import { expectAnswers, kinds, noStore, overHttps } from "./support/headers.ts";
import { messages, rows, sendButton, writeReply } from "./support/page.ts";

// What must never happen may not happen at a first try either.
test.describe.configure({ retries: 0 });

const DIST = process.env["INNBOKS_DIST"] ?? fileURLToPath(new URL("../../dist", import.meta.url));

const built = readdirSync(DIST);

test("every kind of answer has the production headers", async ({ citizen, baseURL }) => {
  const kari = await citizen("kari");
  const all = kinds(DIST, await kari.cookie(), "text/plain; charset=utf-8");
  expect(all.length).toBeGreaterThan(100);
  await expectAnswers(baseURL ?? "", all);
});

test("the headers that integrators read about are those of production", () => {
  const page = readFileSync(new URL("../../public/README.md", import.meta.url), "utf8");
  const block = /^Content-Security-Policy:[^`]*/m.exec(page)?.[0] ?? "";
  const lines = block.replace(/\n +/g, " ").trim().split("\n");
  const told = lines.map((line) => line.split(/: (.*)/)).map(([name = "", value]) => [name.toLowerCase(), value]);
  expect(Object.fromEntries(told)).toEqual(overHttps(noStore()));
});

test("the session's cookie is out of reach for scripts and other sites", async ({ citizen }) => {
  const kari = await citizen("kari");
  const [cookie, ...others] = await kari.context.cookies();
  expect(others).toEqual([]);
  expect(cookie).toMatchObject({ name: "__Host-innboks", secure: true, httpOnly: true, sameSite: "Lax", path: "/" });
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  expect(await page.evaluate(() => document.cookie)).toBe("");
});

test("what was built holds no way to turn text into markup or code", () => {
  const scripts = built.filter((name) => name.endsWith(".js"));
  expect(scripts.length).toBeGreaterThan(0);
  for (const name of scripts) {
    const code = readFileSync(join(DIST, name), "utf8");
    for (const way of ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"]) {
      expect(code.split(way).length - 1, `${way} in ${name}`).toBe(0);
    }
  }
  const html = readFileSync(join(DIST, "index.html"), "utf8");
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
});

test("hostile text in a message stays text", async ({ citizen }) => {
  const kari = await citizen("kari");
  const hostile = [
    "<img src=x onerror=alert(1)><script>alert(2)</script>",
    "<svg/onload=alert(3)>",
    "javascript:alert(4)",
    "</textarea><iframe srcdoc='<script>parent.alert(5)</script>'>",
    "&lt;b&gt;{{7*7}} ${7*7} %00 \u202Etxt.exe",
  ].join("\n");
  const page = await kari.open("samtale/t-kari-13");
  await writeReply(page, hostile);
  await sendButton(page, "Kari Nordmann").click();
  const body = messages(page).last();
  await expect(body).toContainText("<svg/onload=alert(3)>");
  expect(await body.evaluate((element) => element.textContent)).toContain(hostile);
  await expect(body.locator("img, script, iframe, a, svg[onload]")).toHaveCount(0);
  expect(kari.messages(hostile)).toHaveLength(1);
});

test("the guard sees what it is there to see", async ({ citizen, guard }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  await page.evaluate(() => {
    console.error("a fault");
    void fetch("https://example.invalid/").catch(() => undefined);
    void fetch("/api/v1/threads/p-kari").catch(() => undefined);
    window.alert("a dialog");
    setTimeout(() => {
      throw new Error("a page error");
    });
    const root = document.querySelector("hn-webcomp-innboks")?.shadowRoot;
    root?.querySelector("main")?.append(document.createElement("img"));
  });
  const kinds = ["console error: a fault", "CSP report: connect-src", "dialog: alert", "page error", "a person's id"];
  for (const kind of kinds) {
    await expect.poll(() => guard.problems.some((problem) => problem.startsWith(kind)), { message: kind }).toBe(true);
  }
  expect((await violations(page)).some((found) => found.startsWith("image-alt"))).toBe(true);
  await page.reload();
  await expect(rows(page)).toHaveCount(50);
  guard.problems.length = 0;
});
