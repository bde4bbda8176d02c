import { expect, test, type Locator } from "./fixtures.ts";
import { errors, forget, heard, openHost } from "./support/host.ts";
import { button, expectSaved, messages, replyField, rows, threadRow, title, writeReply } from "./support/page.ts";
import { text } from "./support/texts.ts";

const element = (attributes = 'base-path="/innboks"', inside = "") =>
  `<hn-webcomp-innboks ${attributes}>${inside}</hn-webcomp-innboks>`;

const person = (innboks: Locator): Promise<string | null> =>
  innboks.evaluate((innboks) => (innboks as HTMLElementTagNameMap["hn-webcomp-innboks"]).person);

test("the page around is told whose inbox and which page is shown, how much is unread and whether text is unsaved, and nothing of what one reads", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  const page = await openHost(kari, element());
  await expect(rows(page)).toHaveCount(50);
  const { count } = (await heard(page)).map(({ detail }) => detail).find((detail) => "count" in detail) ?? { count: 0 };
  expect(await heard(page)).toEqual([
    { name: "innboks-person", detail: { person: "p-kari" } },
    { name: "innboks-unread", detail: { person: "p-kari", count } },
    { name: "innboks-ready", detail: { version: expect.stringMatching(/^\d+\.\d+\.\d+$/) } },
  ]);
  await forget(page);

  const unread = (await kari.threads("p-kari")).find((thread) => thread.unread);
  await threadRow(page, unread?.id ?? "").click();
  await expect(messages(page).first()).toBeVisible();
  const path = `/innboks/samtale/${unread?.id}`;
  await expect
    .poll(() => heard(page))
    .toEqual([
      { name: "innboks-navigate", detail: { path, page: "thread" } },
      { name: "innboks-unread", detail: { person: "p-kari", count: count - 1 } },
    ]);
  await page.goBack();
  await threadRow(page, "t-kari-13").click();
  await writeReply(page, "Dette er hemmelig.");
  await expectSaved(page);
  const all = (await heard(page)).slice(2);
  expect(all).toEqual([
    { name: "innboks-navigate", detail: { path: "/innboks/", page: "inbox" } },
    { name: "innboks-navigate", detail: { path: "/innboks/samtale/t-kari-13", page: "thread" } },
    { name: "innboks-unsaved", detail: { unsaved: true } },
    { name: "innboks-unsaved", detail: { unsaved: false } },
  ]);
  expect(JSON.stringify(await heard(page))).not.toMatch(/Kari|Nordmann|hemmelig|bandasje/);

  const innboks = page.locator("hn-webcomp-innboks");
  const said = await innboks.evaluate((innboks: HTMLElementTagNameMap["hn-webcomp-innboks"]) => {
    const { lang, basePath, apiUrl, shell, manageTitle, person, unread, unsaved } = innboks;
    return { lang, basePath, apiUrl, shell, manageTitle, person, unread, unsaved };
  });
  expect(said).toEqual({
    lang: "",
    basePath: "/innboks",
    apiUrl: "/api/v1",
    shell: "standalone",
    manageTitle: false,
    person: "p-kari",
    unread: count - 1,
    unsaved: false,
  });
  await button(page, text("bar.logOut")).click();
  await expect(title(page)).toHaveText(text("loggedOut.title"));
  expect((await heard(page)).at(-1)).toEqual({ name: "innboks-person", detail: { person: null } });
});

test("the page around chooses whom one acts for, as in the picker; what is not sent is asked about, and a stranger changes nothing", async ({
  citizen,
  guard,
}) => {
  guard.expectFault(/innboks: unknown-person/);
  const kari = await citizen("kari");
  const ola = await kari.person("Ola Nordmann");
  const page = await openHost(kari, element());
  const innboks = page.locator("hn-webcomp-innboks");
  const actFor = (id: string) => innboks.evaluate((innboks, id) => Object.assign(innboks, { person: id }), id);
  await expect(rows(page)).toHaveCount(50);
  await actFor("p-ukjent");
  await expect.poll(() => errors(page)).toEqual(["unknown-person"]);
  await expect(rows(page)).toHaveCount(50);
  await actFor(ola.id);
  await expect(page.getByRole("button", { name: text("bar.person") })).toContainText("Ola Nordmann");
  await expect.poll(() => person(innboks)).toBe(ola.id);
  await page.goBack();
  await expect(page.getByRole("button", { name: text("bar.person") })).toContainText("Kari Nordmann");
  await threadRow(page, "t-kari-13").click();
  await writeReply(page, "Ikke sendt ennå.");
  await actFor(ola.id);
  const question = page.getByRole("dialog", { name: text("person.unsentTitle") });
  await question.getByRole("button", { name: text("person.unsentStay") }).click();
  await expect(replyField(page)).toHaveValue("Ikke sendt ennå.");
  await expect.poll(() => person(innboks)).toBe("p-kari");
});

test("a language that the page changes is heard at once and costs nothing that was written; the title is named when that is wanted", async ({
  citizen,
  guard,
}) => {
  guard.expectFault(/innboks: attribute: lang "tlh"/);
  const kari = await citizen("kari");
  const page = await openHost(kari, element('base-path="/innboks" lang="nn"'), { path: "samtale/t-kari-13" });
  await expect(messages(page).first()).toBeVisible();
  await button(page, text("reply.button", {}, "nn")).click();
  const field = (language: "nb" | "nn" | "en") =>
    page.getByRole("textbox", { name: text("reply.label", {}, language), exact: true });
  await field("nn").fill("Halvferdig");
  const innboks = page.locator("hn-webcomp-innboks");
  await innboks.evaluate((innboks) => innboks.setAttribute("lang", "en"));
  await expect(field("en")).toHaveValue("Halvferdig");
  await expect(page).toHaveTitle("En annen side");
  await innboks.evaluate((innboks) => Object.assign(innboks, { manageTitle: true }));
  await expect(page).toHaveTitle(`${text("thread.title", {}, "en")} – Helsenorge`);
  await innboks.evaluate((innboks) => innboks.setAttribute("lang", "tlh"));
  await expect(field("nb")).toHaveValue("Halvferdig");
  expect(await errors(page)).toEqual(["attribute"]);
});

test("wrong attributes are told in the element and to the developer, and the inbox comes where it can", async ({
  citizen,
  guard,
  a11y,
}) => {
  guard.expectFault(/innboks: (attribute|api-url): /);
  const kari = await citizen("kari");
  const page = await openHost(kari, element('base-path="innboks" lang="en"'));
  const innboks = page.locator("hn-webcomp-innboks");
  const panel = page.getByRole("alert");
  await expect(panel).toContainText("The inbox is set up wrongly on this page");
  await a11y(page);
  const asked = guard.addresses.length;
  for (const [name, value, code] of [
    ["base-path", "", "attribute"],
    ["base-path", "//innboks", "attribute"],
    ["base-path", "/innboks/../admin", "attribute"],
    ["base-path", "/innboks?a=1", "attribute"],
    ["base-path", "/innboks#a", "attribute"],
    ["base-path", "/min helse", "attribute"],
    ["base-path", "/a//b", "attribute"],
    ["base-path", "\\innboks", "attribute"],
    ["base-path", "https://example.invalid/innboks", "attribute"],
    ["api-url", "https://example.invalid/api/v1", "api-url"],
    ["api-url", "//example.invalid/api/v1", "api-url"],
    ["api-url", "https://", "api-url"],
    ["api-url", "javascript:alert(1)", "api-url"],
    ["api-url", "data:application/json,{}", "api-url"],
    ["api-url", "/api/v1?a=1", "api-url"],
  ] as const) {
    await forget(page);
    await innboks.evaluate(
      (innboks, [name, value]) => {
        innboks.setAttribute(name, value);
        if (name === "api-url") innboks.setAttribute("base-path", "/innboks");
      },
      [name, value] as const,
    );
    await expect.poll(async () => (await errors(page)).at(-1), { message: value }).toBe(code);
    await expect(panel).toContainText("The inbox is set up wrongly on this page");
  }
  expect(guard.addresses.slice(asked)).toEqual([]);
  // What cannot be used matters no more once it is mended, and what is only unknown has a default.
  await innboks.evaluate((innboks) => {
    innboks.setAttribute("lang", "nb");
    innboks.setAttribute("shell", "altinn");
    innboks.setAttribute("api-url", "/api/v1/");
  });
  await expect(rows(page)).toHaveCount(50);
  await expect(page.getByRole("banner")).toHaveCount(1);
  expect((await errors(page)).at(-1)).toBe("attribute");
});

test("an API of another origin is asked only when the page names that origin", async ({ citizen, guard }) => {
  const kari = await citizen("kari");
  const api = "http://127.0.0.1:9/api/v1";
  guard.expectFault(/innboks: api-url/);
  const named = (origin: string) => `<meta name="innboks-api-origin" content="${origin}" />`;
  const given = element(`base-path="/innboks" api-url="${api}/"`);
  const page = await openHost(kari, given, { head: named("http://127.0.0.1:99") });
  await expect(page.getByRole("alert")).toContainText("satt opp feil");
  expect(guard.addresses.filter((address) => address.includes("/api/"))).toEqual([]);
  // The policy of the page has a word in it as well, so what is asked is seen before that.
  await page.evaluate(() => {
    document.querySelector("meta[name=innboks-api-origin]")?.setAttribute("content", "http://127.0.0.1:9");
    const asked: string[] = [];
    Object.assign(window, { asked });
    const { fetch } = window;
    window.fetch = (address, how) => {
      if (!String(address).includes("/api/")) return fetch(address, how);
      asked.push(String(address));
      return Promise.reject(new TypeError("nobody is there"));
    };
    document.querySelector("hn-webcomp-innboks")?.setAttribute("base-path", "/innboks/");
  });
  const addresses = (): Promise<string[]> => page.evaluate(() => (window as unknown as { asked: string[] }).asked);
  await expect.poll(addresses).toContain(`${api}/session`);
});

test("of two elements with one base path the second waits, says so, and takes over when the first goes", async ({
  citizen,
  guard,
  a11y,
}) => {
  guard.expectFault(/innboks: second-element/);
  const kari = await citizen("kari");
  const page = await openHost(
    kari,
    element('base-path="/innboks" id="one"') + element('base-path="/innboks/" id="two" lang="nn"'),
  );
  await expect(rows(page)).toHaveCount(50);
  const second = page.getByRole("region", { name: "Innboksen er alt open på denne sida" });
  await expect(second).toBeVisible();
  expect(await errors(page)).toEqual(["second-element"]);
  await a11y(page);
  // The first keeps its place while it starts again.
  await page.locator("#one").evaluate((innboks) => innboks.setAttribute("api-url", "/api/v1/"));
  await expect(rows(page)).toHaveCount(50);
  await expect(second).toBeVisible();
  await page.locator("#one").evaluate((innboks) => innboks.remove());
  await expect(second).toHaveCount(0);
  await expect(page.locator("#two").getByRole("list", { name: text("inbox.listLabel", {}, "nn") })).toBeVisible();
});

test("elements with base paths of their own stand side by side: the nearest follows the address, the others stay as they are", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  const page = await openHost(
    kari,
    element('base-path="/innboks" id="outer"') + element('base-path="/innboks/min" id="inner"'),
  );
  const [outer, inner] = [page.locator("#outer"), page.locator("#inner")];
  const heading = (of: typeof outer) => of.getByRole("heading", { level: 1 });
  for (const one of [outer, inner]) await expect(one.getByRole("listitem").first()).toBeVisible();
  await expect(page).toHaveURL("/innboks/");
  await inner
    .getByRole("link", { name: text("access.title") })
    .last()
    .click();
  await expect(page).toHaveURL("/innboks/min/hvorfor");
  await expect(heading(inner)).toHaveText(text("access.title"));
  await expect(heading(outer)).toHaveText(text("inbox.title"));
  await outer
    .getByRole("link", { name: text("about.title") })
    .last()
    .click();
  await expect(page).toHaveURL("/innboks/om");
  await page.goBack();
  await expect(page).toHaveURL("/innboks/min/hvorfor");
  await expect(heading(outer)).toHaveText(text("about.title"));
  await page.goBack();
  await expect(page).toHaveURL("/innboks/");
  await expect(heading(outer)).toHaveText(text("inbox.title"));
  await expect(heading(inner)).toHaveText(text("access.title"));
  // One main part is enough for the check at the end.
  await inner.evaluate((innboks) => innboks.remove());
});
