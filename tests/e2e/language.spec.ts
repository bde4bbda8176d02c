import { expect, test, type Page } from "./fixtures.ts";
import { chooseLanguage, rows, threadRow, title, writeReply } from "./support/page.ts";
import { LANGUAGES, text, texts, type Language } from "./support/texts.ts";

/** Every text and accessible name that the app shows, one entry for each node. */
async function shown(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector("hn-webcomp-innboks")?.shadowRoot;
    if (!root) return [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(node.textContent ?? "");
    for (const element of root.querySelectorAll("[aria-label]")) found.push(element.getAttribute("aria-label") ?? "");
    return found.map((words) => words.trim()).filter(Boolean);
  });
}

type Heard = () => Promise<Set<string>>;

/** Every text in what the server has answered: that is in the sender's language. */
function hear(page: Page): Heard {
  const heard = new Set<string>();
  const answers: Promise<void>[] = [];
  const note = (value: unknown): void => {
    if (typeof value === "string") heard.add(value.trim());
    else if (value && typeof value === "object") Object.values(value).forEach(note);
  };
  page.on("response", (response) => {
    // The events have no end to wait for.
    const isRead = response.url().includes("/api/v1/") && !response.url().endsWith("/events");
    if (isRead) answers.push(response.json().then(note, () => undefined));
  });
  return async () => {
    await Promise.all(answers);
    return heard;
  };
}

/** Texts in bokmål which read otherwise in `language`, as patterns. */
function bokmal(language: Language): RegExp[] {
  const [nb, other] = [texts("nb"), texts(language)];
  const spoken = new Set(Object.values(other));
  return Object.values(nb)
    .filter((words) => !spoken.has(words))
    .map((words) => new RegExp(`^${words.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, ".+")}$`))
    .filter(({ source }) => /\p{L}{3}/u.test(source.replaceAll(".+", "")));
}

async function expectNoBokmal(page: Page, language: Language, heard: Heard): Promise<void> {
  const drawn = await shown(page);
  const theirs = await heard();
  const words = drawn.filter((one) => !theirs.has(one));
  expect(words.length).toBeGreaterThan(5);
  const left = words.filter((one) => bokmal(language).some((pattern) => pattern.test(one)));
  expect(left, page.url()).toEqual([]);
}

for (const language of ["nn", "en", "se"] as const) {
  test(`the switch changes everything at once, and the choice is kept: ${LANGUAGES[language]}`, async ({
    citizen,
    a11y,
  }) => {
    const kari = await citizen("kari");
    const heard = hear(kari.page);
    const page = await kari.open();
    await expect(rows(page)).toHaveCount(50);
    await chooseLanguage(page, "nb", language);
    await expect(title(page)).toHaveText(text("inbox.title", {}, language));
    await expect(page.locator("hn-webcomp-innboks .ib-app")).toHaveAttribute("lang", language);
    await expectNoBokmal(page, language, heard);
    await a11y(page);

    const threads = page.getByRole("list", { name: text("inbox.listLabel", {}, language) });
    await threads.getByRole("link").filter({ hasText: "Hjelp til bandasjeskift" }).click();
    await expect(page.getByRole("button", { name: text("reply.button", {}, language), exact: true })).toBeVisible();
    await expectNoBokmal(page, language, heard);

    for (const path of ["skriv", "personer", "om", "tilgjengelighet", "finnes-ikke"]) {
      await page.goto(`/innboks/${path}`);
      await expect(title(page)).toBeVisible();
      if (path === "skriv") await expect(page.getByRole("radio").first()).toBeVisible();
      await expectNoBokmal(page, language, heard);
    }

    await page.goto("/innboks/");
    await expect(title(page)).toHaveText(text("inbox.title", {}, language));
    await page.getByRole("button", { name: text("bar.person", {}, language) }).click();
    await expect(page.getByRole("dialog", { name: text("person.title", {}, language) })).toBeVisible();
    await expectNoBokmal(page, language, heard);
    const again = await kari.tab();
    await expect(title(again)).toHaveText(text("inbox.title", {}, language));
    await expect(again.locator("hn-webcomp-innboks .ib-app")).toHaveAttribute("lang", language);
  });
}

test("of two languages chosen in a row the last is kept, though the service hears it first", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  const heard: string[] = [];
  await page.route("**/api/v1/session/language", async (route) => {
    const words = route.request().postData() ?? "";
    if (heard.length === 0 && words.includes("en")) await expect.poll(() => heard).toHaveLength(1);
    const response = await route.fetch();
    heard.push(words);
    await route.fulfill({ response });
  });
  await chooseLanguage(page, "nb", "en");
  await chooseLanguage(page, "en", "nn");
  await expect.poll(() => heard.map((words) => /nn|en/.exec(words)?.[0])).toEqual(["nn", "en", "nn"]);
  expect((await kari.session()).language).toBe("nn");
});

test("what I am writing survives a change of language", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await threadRow(page, "t-kari-13").click();
  await writeReply(page, "Midt i en setning");
  await chooseLanguage(page, "nb", "en");
  const field = page.getByRole("textbox", { name: text("reply.label", {}, "en") });
  await expect(field).toHaveValue("Midt i en setning");
  await field.pressSequentially(" til");
  await expect(field).toHaveValue("Midt i en setning til");
  await chooseLanguage(page, "en", "nb");
  await expect(page.getByRole("textbox", { name: text("reply.label") })).toHaveValue("Midt i en setning til");
});

test("who uses nynorsk is met in nynorsk", async ({ citizen }) => {
  const margrethe = await citizen("margrethe");
  const page = await margrethe.open();
  await expect(page.getByRole("combobox", { name: text("bar.language", {}, "nn") })).toHaveValue("nn");
  await expect(page.locator("hn-webcomp-innboks .ib-app")).toHaveAttribute("lang", "nn");
});

test("dates are in my language, though my browser's windows are in another and it knows no Sami", async ({
  citizen,
}) => {
  const kari = await citizen("kari", { browser: { locale: "en-US", timezoneId: "America/New_York" } });
  kari.change("UPDATE messages SET sent_at = '2026-03-03T08:15:00Z' WHERE thread_id = 't-kari-13'");
  const page = await kari.open("samtale/t-kari-13");
  const sent = page.getByRole("article").first().locator("time").first();
  await expect(sent).toHaveText("3. mars 2026 kl. 09:15");
  await chooseLanguage(page, "nb", "nn");
  await expect(sent).toHaveText("3. mars 2026 kl. 09:15");
  await chooseLanguage(page, "nn", "en");
  await expect(sent).toHaveText("3 March 2026 at 09:15");
  await chooseLanguage(page, "en", "se");
  await expect(sent).toHaveText("njukčamánu 3. b. 2026 dii. 09:15");
  await page.goto("/innboks/");
  const threads = page.getByRole("list", { name: text("inbox.listLabel", {}, "se") });
  await expect(threads.locator("time").first()).toHaveText(/^\d{1,2}\.\d{1,2}\.2026$/);
});

test("a letter in another language says which, for those who listen", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("samtale/t-kari-09");
  await expect(page.getByRole("article").locator("[lang=en]")).toBeVisible();
});

for (const width of [320, 360, 1280]) {
  test(`the name of my language stands whole in the choice on a screen of ${width} px`, async ({ citizen }) => {
    const kari = await citizen("kari", { browser: { viewport: { width, height: 640 } } });
    const page = await kari.open("om");
    const languages = Object.keys(LANGUAGES) as Language[];
    for (const [index, language] of languages.entries()) {
      if (index) await chooseLanguage(page, languages[index - 1] ?? "nb", language);
      const choice = page.getByRole("combobox", { name: text("bar.language", {}, language), exact: true });
      const lacking = (): Promise<number> =>
        choice.evaluate((select: HTMLSelectElement) => {
          const { font, paddingLeft, paddingRight } = getComputedStyle(select);
          const pen = document.createElement("canvas").getContext("2d");
          if (!pen) throw new Error("no canvas");
          pen.font = font;
          const room = select.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
          return Math.floor(pen.measureText(select.selectedOptions[0]?.text ?? "").width - room);
        });
      await expect.poll(lacking, language).toBeLessThanOrEqual(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });
}
