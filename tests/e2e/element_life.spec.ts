import { expect, test, type Locator, type Page } from "./fixtures.ts";
import { choose, HEALTH_CONTACT, subjectField, textField } from "./support/compose.ts";
import { define, errors, heard, openHost } from "./support/host.ts";
import {
  button,
  expectSaved,
  messages,
  picker,
  replyField,
  rows,
  sendButton,
  title,
  turn,
  writeReply,
} from "./support/page.ts";
import { text } from "./support/texts.ts";
import { listen } from "./support/watch.ts";

type Element = HTMLElementTagNameMap["hn-webcomp-innboks"];

const ELEMENT = '<hn-webcomp-innboks base-path="/innboks"><p>Laster innboksen …</p></hn-webcomp-innboks>';

const remove = (page: Page): Promise<void> => page.locator("hn-webcomp-innboks").evaluate((one) => one.remove());

/** Puts a new element in the page, as the host does when the citizen comes back to it. */
const putBack = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const innboks = document.createElement("hn-webcomp-innboks");
    innboks.setAttribute("base-path", "/innboks");
    document.body.append(innboks);
  });

test("an element that was there before its script shows its skeleton, then begins with what was set meanwhile", async ({
  citizen,
  guard,
}) => {
  guard.expectFault(/innboks: unknown-person/);
  const kari = await citizen("kari");
  const ola = await kari.person("Ola Nordmann");
  const page = await openHost(kari, '<hn-webcomp-innboks id="one"><p>Laster innboksen …</p></hn-webcomp-innboks>', {
    script: false,
  });
  await expect(page.getByText("Laster innboksen …")).toBeVisible();
  await page.evaluate((person) => {
    const one = document.querySelector("#one") as Element;
    Object.assign(one, { basePath: "/innboks", manageTitle: true, person });
    const two = Object.assign(document.createElement("hn-webcomp-innboks"), { id: "two", basePath: "/innboks/to" });
    document.body.append(two);
  }, ola.id);
  const threads: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/threads?")) threads.push(request.headers()["x-acting-person"] ?? "");
  });
  await define(kari);
  const [one, two] = [page.locator("#one"), page.locator("#two")];
  await expect(one.getByRole("button", { name: text("bar.person") })).toContainText("Ola Nordmann");
  await expect(two.getByRole("button", { name: text("bar.person") })).toContainText("Kari Nordmann");
  await expect(page).toHaveTitle(/Helsenorge/);
  // Ola's inbox was asked for at once, Kari's only by the other element.
  await expect.poll(() => threads.toSorted()).toEqual(["p-kari", ola.id].toSorted());
  const set = await one.evaluate((one) => ({ path: one.getAttribute("base-path"), own: Object.keys(one) }));
  expect(set).toEqual({ path: "/innboks", own: [] });
  expect(await errors(page)).toEqual([]);
  // A person whom the session does not name is told of once it is there.
  await page.evaluate(() => {
    document.querySelector("#one")?.remove();
    const innboks = document.createElement("hn-webcomp-innboks");
    Object.assign(innboks, { basePath: "/innboks", person: "p-ukjent" });
    document.body.append(innboks);
  });
  await expect.poll(() => errors(page)).toEqual(["unknown-person"]);
  await two.evaluate((two) => two.remove());
  await expect(page.getByRole("button", { name: text("bar.person") })).toContainText("Kari Nordmann");
});

test("an element that is removed while something is fetched leaves nothing behind, and can come back", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  await kari.scenario({ path: "/api/v1/session", delayMs: 700 }, { path: "/api/v1/threads*", delayMs: 700 });
  const page = await openHost(kari, "");
  for (const moment of ["/api/v1/session", "/api/v1/threads"]) {
    const asked = page.waitForRequest((request) => new URL(request.url()).pathname === moment);
    await putBack(page);
    await asked;
    await remove(page);
  }
  await kari.scenario();
  await putBack(page);
  await expect(rows(page)).toHaveCount(50);
  expect(await errors(page)).toEqual([]);
  // Moved at once, it goes on as it is.
  const ready = (await heard(page)).filter(({ name }) => name === "innboks-ready").length;
  await page.evaluate(() => {
    const main = document.body.appendChild(document.createElement("div"));
    const innboks = document.querySelector("hn-webcomp-innboks");
    if (innboks) main.append(innboks);
  });
  await expect(rows(page)).toHaveCount(50);
  expect((await heard(page)).filter(({ name }) => name === "innboks-ready")).toHaveLength(ready);
});

test("an element that is removed in the middle of a send sends once, and what was only written is a draft", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  const page = await openHost(kari, ELEMENT, { path: "samtale/t-kari-13" });
  await writeReply(page, "Sendt mens den gikk");
  await kari.scenario({ method: "POST", path: "/api/v1/sends", delayMs: 800 });
  const asked = page.waitForRequest((request) => request.url().endsWith("/sends"));
  await sendButton(page, "Kari Nordmann").click();
  await asked;
  await remove(page);
  await expect.poll(() => kari.messages("Sendt mens den gikk").length).toBe(1);
  await kari.scenario();
  await putBack(page);
  await expect(messages(page).last()).toContainText("Sendt mens den gikk");
  await writeReply(page, "Bare skrevet");
  await remove(page);
  await expect.poll(() => JSON.stringify(kari.rows("SELECT text FROM drafts"))).toContain("Bare skrevet");
  await putBack(page);
  await expect(replyField(page)).toHaveValue("Bare skrevet");
  expect(kari.messages("Sendt mens den gikk")).toHaveLength(1);
  expect(await errors(page)).toEqual([]);
});

/** Where a draft is written: how one begins it, its field, and the call that opens it again. */
const PLACES: [string, string, (page: Page) => Promise<void>, (page: Page) => Locator, RegExp][] = [
  ["an answer", "samtale/t-kari-13", (page) => writeReply(page, "Først"), replyField, /^POST .*\/replies$/],
  [
    "a new message",
    "skriv",
    async (page) => {
      await choose(page, HEALTH_CONTACT);
      await subjectField(page).fill("Emnet");
      await textField(page).fill("Først");
    },
    textField,
    /^GET .*\/drafts\/[^/]+$/,
  ],
];

for (const [kind, path, begin, field, opening] of PLACES) {
  test(`${kind} that is opened again while its last save is under way stands there as I left it`, async ({
    citizen,
  }) => {
    const kari = await citizen("kari");
    const page = await openHost(kari, ELEMENT, { path });
    await begin(page);
    await expectSaved(page);
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route("**/api/v1/drafts/*", async (route) => {
      if (route.request().method() === "PUT") await released;
      await route.continue();
    });
    const saving = page.waitForRequest((request) => request.method() === "PUT");
    await field(page).pressSequentially(", så mer");
    await turn(page, "hidden");
    await saving;
    await turn(page, "visible");
    await field(page).pressSequentially(", til slutt");
    await remove(page);
    const calls = listen(page);
    await putBack(page);
    await expect(title(page)).toBeVisible();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    expect(calls.map(({ method, path }) => `${method} ${path}`).filter((call) => opening.test(call))).toEqual([]);
    release();
    await expect(field(page)).toHaveValue("Først, så mer, til slutt");
    await field(page).pressSequentially(". Takk");
    await expectSaved(page);
    await expect(page.getByText(text("draft.changedElsewhere"))).toHaveCount(0);
    await expect
      .poll(() => kari.rows("SELECT text FROM drafts WHERE text LIKE 'Først%'"))
      .toEqual([{ text: "Først, så mer, til slutt. Takk" }]);
    expect(await errors(page)).toEqual([]);
  });
}

test("an element that is removed with a dialogue open leaves the page usable, and comes back without it", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  const page = await openHost(kari, `<button type="button">Noe annet</button>${ELEMENT}`);
  await expect(rows(page)).toHaveCount(50);
  await page.getByRole("button", { name: text("bar.person") }).click();
  await expect(picker(page)).toBeVisible();
  await remove(page);
  await button(page, "Noe annet").click();
  await expect(button(page, "Noe annet")).toBeFocused();
  await putBack(page);
  await expect(rows(page)).toHaveCount(50);
  await expect(picker(page)).toHaveCount(0);
  // One heading is enough for the check at the end.
  await button(page, "Noe annet").evaluate((one) => one.remove());
  await expect(title(page)).toHaveCount(1);
});

test("the typeface comes with the element where the page has none, and once", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await openHost(kari, ELEMENT);
  await expect(rows(page)).toHaveCount(50);
  const faces = (): Promise<string[]> =>
    page.evaluate(() =>
      [...document.fonts].map(({ family, weight, status }) => `${family.replaceAll('"', "")} ${weight} ${status}`),
    );
  await expect.poll(faces).toEqual(["Source Sans Pro 400 loaded", "Source Sans Pro 600 loaded"]);
  await remove(page);
  await putBack(page);
  await expect(rows(page)).toHaveCount(50);
  expect(await faces()).toHaveLength(2);
  // The app's own page has declared it.
  const own = await kari.tab();
  await expect(rows(own)).toHaveCount(50);
  expect(await own.evaluate(() => document.fonts.size)).toBe(2);
});
