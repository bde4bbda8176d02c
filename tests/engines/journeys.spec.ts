// What a citizen does, in each engine, written once.

import { text, type TextKey } from "../e2e/support/texts.ts";
import type { Query } from "./engine.ts";
import { expect, test } from "./fixtures.ts";

const KARI = "Kari Nordmann";
const DIALOGUE = "Hjelp til bandasjeskift etter operasjonen";

const named = (role: string, key: TextKey, values = {}): Query => ({ role, name: text(key, values) });

const title: Query = { role: "heading" };
const list = named("list", "inbox.listLabel");
const rows: Query = { role: "link", within: list };
const messages: Query = { role: "article" };
const row = (subject: string): Query => ({ ...rows, name: new RegExp(subject) });
const sendAs = (name: string): Query => named("button", "send.button", { name });

test("reads: the list, a thread, a reload at its address, and back", { tag: "@smoke" }, async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.open();
  await kari.sees(rows, 50);
  await kari.click(row(DIALOGUE));
  await kari.sees({ role: "heading", name: DIALOGUE });
  await kari.reads(messages, "Stingene er fjernet");
  await kari.window.reload();
  await kari.reads(messages, "Stingene er fjernet");
  await kari.click(named("link", "thread.back"));
  await kari.sees(rows, 50);
  await kari.window.back();
  await kari.sees({ role: "heading", name: DIALOGUE });
});

test("answers: what is written is saved by itself, kept over a reload, and sent once", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.open("samtale/t-kari-13");
  await kari.click(named("button", "reply.button"));
  const field = named("textbox", "reply.label");
  await kari.types(field, "Blåbær, Østfold – «æ»");
  await expect.poll(() => kari.rows("SELECT text FROM drafts WHERE text LIKE 'Blåbær%»'")).toHaveLength(1);
  await kari.window.reload();
  await kari.finds(field, "Blåbær, Østfold – «æ»");
  await kari.click(sendAs(KARI));
  await kari.reads(messages, "Blåbær, Østfold – «æ»");
  await kari.sees(field, 0);
  expect(kari.stored("Blåbær, Østfold – «æ»")).toEqual(["p-kari"]);
});

test("answers through faults: what nobody knows is said, and one message is sent", async ({ citizen, expected }) => {
  expected.push(/Failed to load resource|NetworkError|status of 503/);
  const kari = await citizen("kari");
  await kari.open("samtale/t-kari-13");
  await kari.click(named("button", "reply.button"));
  await kari.types(named("textbox", "reply.label"), "Uten svar");
  await expect.poll(() => kari.rows("SELECT text FROM drafts WHERE text = 'Uten svar'")).toHaveLength(1);
  const sends = { method: "POST", path: "/api/v1/sends", times: 1 };
  await kari.scenario(
    { ...sends, fault: { kind: "lostAnswer" } },
    { ...sends, fault: { kind: "status", status: 503 } },
  );
  await kari.click(sendAs(KARI));
  await kari.reads({ role: "main" }, text("send.uncertain"));
  await kari.click(sendAs(KARI));
  await expect.poll(() => kari.stored("Uten svar")).toEqual(["p-kari"]);
});

const FAULTS = [
  { fault: { kind: "status", status: 503, retryAfter: 2 }, says: text("error.tooMany", { seconds: 2 }) },
  { fault: { kind: "abort" }, says: text("error.network") },
  { fault: { kind: "truncated" }, says: text("error.network") },
  { fault: { kind: "malformed" }, says: text("error.malformed") },
] as const;

test("reads through faults: each has words of its own and a way on", async ({ citizen, expected }) => {
  expected.push(/Failed to load resource|NetworkError|status of 503/);
  const kari = await citizen("kari");
  await kari.open();
  await kari.sees(rows, 50);
  for (const { fault, says } of FAULTS) {
    await kari.scenario({ path: "/api/v1/threads/t-kari-13", fault });
    await kari.click(row(DIALOGUE));
    await kari.reads({ role: "alert" }, says);
    await kari.scenario();
    await kari.click(named("button", "error.retry"));
    await kari.reads(messages, "Stingene er fjernet");
    await kari.click(named("link", "thread.back"));
    await kari.sees(rows, 50);
  }
});

test("writes: to one recipient, with a subject, stored once", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.open();
  await kari.click(named("link", "compose.title"));
  await kari.click({ role: "radio", name: /Marit Sæbø Fjeldstad/ });
  await kari.click(named("button", "compose.continue"));
  await kari.types(named("textbox", "compose.subject"), "Vondt i kneet");
  await kari.types(named("textbox", "compose.text"), "Kneet hovner opp.");
  await kari.click(sendAs(KARI));
  await kari.sees({ role: "heading", name: "Vondt i kneet" });
  await kari.reads(messages, "Kneet hovner opp.");
  expect(kari.stored("Kneet hovner opp.")).toEqual(["p-kari"]);
});

test("switches person: nothing of the one is shown under the other", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.open();
  await kari.sees(rows, 50);
  await kari.scenario({ path: "/api/v1/threads*", person: "p-ola", delayMs: 1500, times: 1 });
  await kari.click({ role: "button", name: new RegExp(text("bar.person")) });
  await kari.click({ role: "button", name: /Ola Nordmann/, within: { role: "dialog" } });
  await kari.reads(title, text("inbox.on", { name: "Ola Nordmann" }));
  await kari.sees(row(DIALOGUE), 0);
  await kari.sees(rows);
  const subjects = kari.rows("SELECT subject FROM threads WHERE person_id = 'p-ola'").map(({ subject }) => subject);
  const shown = (await kari.shown(rows)).map(({ text }) => text);
  expect(shown.filter((words) => !subjects.some((subject) => words.includes(String(subject))))).toEqual([]);
});

test("answers a letter: another time is asked for, and there is a receipt", async ({ citizen }) => {
  const solveig = await citizen("solveig");
  await solveig.open("samtale/t-solveig-01");
  const answers = named("region", "answer.title");
  await solveig.click({ ...named("radio", "answer.otherTime"), within: answers });
  await solveig.click({ role: "checkbox", name: "tirsdag", within: answers });
  await solveig.types({ ...named("textbox", "answer.text"), within: answers }, "Jeg er på reise.");
  await solveig.click(sendAs("Solveig Svarer"));
  await solveig.reads(named("region", "answer.given"), text("answer.gaveOtherTime"));
  expect(solveig.rows("SELECT kind, text FROM appointment_answers")).toEqual([
    { kind: "otherTime", text: "Jeg er på reise." },
  ]);
});

test("logs out: nothing is left in page, storage or history", async ({ citizen, expected }) => {
  expected.push(/Failed to load resource|status of 401/);
  const kari = await citizen("kari");
  await kari.open("samtale/t-kari-13");
  await kari.sees(messages);
  const left = (): Promise<string> =>
    kari.window.run(() =>
      [
        document.documentElement.outerHTML,
        document.querySelector("hn-webcomp-innboks")?.shadowRoot?.innerHTML,
        document.title,
        location.href,
        JSON.stringify([history.state, { ...localStorage }, { ...sessionStorage }]),
      ].join("\n"),
    );
  const canaries = [DIALOGUE, "Stingene er fjernet", KARI];
  const before = await left();
  expect(canaries.filter((words) => !before.includes(words))).toEqual([]);
  await kari.click(named("button", "bar.logOut"));
  await kari.reads(title, text("loggedOut.title"));
  const after = await left();
  expect(canaries.filter((words) => after.includes(words))).toEqual([]);
});

test("the engine tells what must never happen", async ({ citizen, expected }) => {
  expected.push(/./);
  const kari = await citizen("kari");
  await kari.open();
  await kari.sees(rows, 50);
  await kari.window.run(() => {
    console.error("a fault");
    const root = document.querySelector("hn-webcomp-innboks")?.shadowRoot;
    const picture = document.createElement("img");
    picture.src = "https://example.invalid/picture.png";
    root?.append(picture);
    setTimeout(() => {
      throw new Error("a page error");
    });
  });
  for (const kind of [/a fault/, /CSP report.*img-src/, /a page error/]) {
    await expect.poll(() => kari.window.problems()).toContainEqual(expect.stringMatching(kind));
  }
});
