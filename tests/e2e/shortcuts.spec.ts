import { expect, test, type Locator, type Page } from "./fixtures.ts";
import { button, link, messages, replyField, rows, tabTo, threadRow, title } from "./support/page.ts";
import { SHORTCUTS } from "./support/shortcuts.ts";
import { text } from "./support/texts.ts";

const help = (page: Page): Locator => page.getByRole("dialog", { name: text("shortcuts.title") });
const use = (page: Page | Locator): Locator => page.getByRole("checkbox", { name: text("shortcuts.use") });

const hasFocus = (row: Locator): Promise<boolean> => row.evaluate((element) => element.matches(":focus"));

/** What this browser keeps. */
const kept = (page: Page): Promise<[string, string][]> => page.evaluate(() => Object.entries(localStorage));

const WITH_REPLY = "t-kari-13";

test("j and k go from row to row, o opens the one that has the focus", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  await page.keyboard.press("j");
  await expect(rows(page).nth(0)).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(rows(page).nth(2)).toBeFocused();
  await page.keyboard.press("k");
  await expect(rows(page).nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await page.keyboard.press("k");
  await expect(rows(page).nth(0)).toBeFocused();
  const address = await rows(page).nth(0).getAttribute("href");
  await page.keyboard.press("o");
  await expect(title(page)).toBeFocused();
  await expect(page).toHaveURL(address ?? "");
});

test("arrows, Home and End move in the list, and scroll elsewhere, also when the shortcuts are off", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  await page.evaluate(() => localStorage.setItem("innboks-shortcuts", "off"));
  await page.reload();
  await expect(rows(page)).toHaveCount(50);
  await page.keyboard.press("ArrowDown");
  for (const row of await rows(page).all()) await expect(row).not.toBeFocused();
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
  await rows(page).first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(rows(page).nth(1)).toBeFocused();
  await page.keyboard.press("End");
  await expect(rows(page).nth(49)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(rows(page).nth(48)).toBeFocused();
  await page.keyboard.press("Home");
  await expect(rows(page).nth(0)).toBeFocused();
  await page.keyboard.press("Shift+ArrowDown");
  await expect(rows(page).nth(0)).toBeFocused();
});

test("c writes a new message, r answers the open thread in its field", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open(`samtale/${WITH_REPLY}`);
  await expect(button(page, text("reply.button"))).toBeVisible();
  await page.keyboard.press("r");
  await expect(replyField(page)).toBeFocused();
  await page.keyboard.type("jkourc/?");
  await expect(replyField(page)).toHaveValue("jkourc/?");
  await page.getByRole("main").focus();
  await page.keyboard.press("r");
  await expect(replyField(page)).toBeFocused();
  await page.getByRole("main").focus();
  await page.keyboard.press("c");
  await expect(title(page)).toHaveText(text("compose.title"));
  await expect(title(page)).toBeFocused();
});

test("u marks the row that has the focus, and the open thread, as read or unread", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  const isUnread = async (id: string): Promise<boolean | undefined> =>
    (await kari.threads("p-kari")).find((thread) => thread.id === id)?.unread;
  expect(await isUnread(WITH_REPLY)).toBe(false);
  await threadRow(page, WITH_REPLY).focus();
  await page.keyboard.press("u");
  await expect(threadRow(page, WITH_REPLY)).toContainText(text("inbox.unread"));
  await expect(threadRow(page, WITH_REPLY)).toBeFocused();
  expect(await isUnread(WITH_REPLY)).toBe(true);
  await page.keyboard.press("u");
  await expect(threadRow(page, WITH_REPLY)).not.toContainText(text("inbox.unread"));
  expect(await isUnread(WITH_REPLY)).toBe(false);
  await page.keyboard.press("o");
  await expect(messages(page).first()).toBeVisible();
  await page.keyboard.press("u");
  await expect(title(page)).toHaveText(text("inbox.title"));
  await expect(threadRow(page, WITH_REPLY)).toContainText(text("inbox.unread"));
  expect(await isUnread(WITH_REPLY)).toBe(true);
});

test("/ leads to the search field, where the keys are letters", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  await page.keyboard.press("/");
  const search = page.getByRole("searchbox");
  await expect(search).toBeFocused();
  await page.keyboard.type("jok");
  await expect(search).toHaveValue("jok");
  await expect(title(page)).toHaveText(text("inbox.title"));
});

test("where no answer is taken r says so, and where nothing may be written c does", async ({ citizen }) => {
  const kari = await citizen("utenarkiv");
  const page = await kari.open();
  const first = rows(page).first();
  await expect(first).toBeVisible();
  const address = page.url();
  await page.keyboard.press("c");
  await expect(page.locator("[aria-live=polite]")).toHaveText(text("compose.closed"));
  expect(page.url()).toBe(address);
  await first.click();
  await expect(messages(page).first()).toBeVisible();
  await page.keyboard.press("r");
  await expect(page.locator("[aria-live=polite]")).toHaveText(text("reply.none"));
});

test("a key does nothing where the thing is not there", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("om");
  await expect(title(page)).toHaveText(text("about.title"));
  for (const key of ["j", "k", "o", "u", "r", "/"]) await page.keyboard.press(key);
  await expect(title(page)).toHaveText(text("about.title"));
  await expect(page).toHaveURL("/innboks/om");
});

test("? tells what the keys do, Escape closes it, and the focus comes back", async ({ citizen, a11y }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("?");
  await expect(help(page)).toBeVisible();
  for (const [key, does] of SHORTCUTS) {
    const line = help(page)
      .getByRole("definition")
      .filter({ hasText: new RegExp(`^${text(does)}$`) });
    await expect(line).toBeVisible();
    await expect(help(page).getByRole("term").getByText(key, { exact: true })).toBeVisible();
  }
  await a11y(page);
  // In the dialog the keys are its own.
  await page.keyboard.press("c");
  await page.keyboard.press("j");
  await expect(help(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(help(page)).toHaveCount(0);
  await expect(rows(page).nth(1)).toBeFocused();
});

test("the help opens from the footer too, and the focus comes back there", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("om");
  const opener = page.getByRole("contentinfo").getByRole("button", { name: text("shortcuts.title") });
  await tabTo(page, opener);
  await page.keyboard.press("Enter");
  await expect(help(page)).toBeVisible();
  await help(page)
    .getByRole("button", { name: text("dialog.close") })
    .press("Enter");
  await expect(help(page)).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test("switched off they do nothing, here and after a reload, until they are switched on", async ({ citizen, a11y }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  expect(await kept(page)).toEqual([]);
  await page.keyboard.press("?");
  await expect(use(help(page))).toBeChecked();
  await tabTo(page, use(help(page)));
  await page.keyboard.press("Space");
  await expect(use(help(page))).not.toBeChecked();
  await page.keyboard.press("Escape");
  expect(await kept(page)).toEqual([["innboks-shortcuts", "off"]]);
  for (const again of [false, true]) {
    if (again) await page.reload();
    await expect(rows(page)).toHaveCount(50);
    for (const key of ["j", "o", "c", "?"]) await page.keyboard.press(key);
    await expect(help(page)).toHaveCount(0);
    await expect(title(page)).toHaveText(text("inbox.title"));
    for (const row of await rows(page).all()) await expect(row).not.toBeFocused();
  }
  await kari.open("om");
  await expect(use(page)).not.toBeChecked();
  await a11y(page);
  await use(page).check();
  expect(await kept(page)).toEqual([]);
  await page.getByRole("main").focus();
  await page.keyboard.press("c");
  await expect(title(page)).toHaveText(text("compose.title"));
});

test("where the browser keeps nothing, the choice holds while the page is open", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new DOMException("denied", "SecurityError");
      },
    });
  });
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  await page.keyboard.press("?");
  await use(help(page)).uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("c");
  await expect(title(page)).toHaveText(text("inbox.title"));
});

test("combinations, dialogs and the host page's own fields are left alone", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  const nothing = async (): Promise<void> => {
    await expect(title(page)).toHaveText(text("inbox.title"));
    await expect(help(page)).toHaveCount(0);
  };
  for (const keys of ["Alt+c", "Control+Shift+c", "Meta+c", "Shift+C"]) await page.keyboard.press(keys);
  await nothing();
  // A key that the host page has taken.
  await page.evaluate(() =>
    document.body.addEventListener("keydown", (event) => event.preventDefault(), { once: true }),
  );
  await page.keyboard.press("c");
  await nothing();
  // Fields and buttons of the host page, beside the element.
  await page.evaluate(() => {
    for (const name of ["input", "button"]) {
      const element = document.createElement(name);
      element.setAttribute("aria-label", `Host ${name}`);
      element.style.setProperty("padding", "1rem");
      const banner = document.querySelector("[data-host]") ?? document.createElement("div");
      banner.setAttribute("data-host", "");
      banner.setAttribute("role", "search");
      banner.append(element);
      document.body.append(banner);
    }
  });
  for (const role of ["textbox", "button"] as const) {
    await page.getByRole(role, { name: "Host" }).focus();
    for (const key of ["c", "j", "?"]) await page.keyboard.press(key);
    await expect(page.getByRole(role, { name: "Host" })).toBeFocused();
    await nothing();
  }
  // The app's own select and picker.
  await page.getByRole("combobox", { name: text("bar.language") }).focus();
  await page.keyboard.press("c");
  await nothing();
  await page.getByRole("button", { name: text("bar.person") }).press("Enter");
  const picker = page.getByRole("dialog", { name: text("person.title") });
  await expect(picker).toBeVisible();
  await page.keyboard.press("c");
  await expect(picker).toBeVisible();
});

test("the keys work for whoever one acts for, and once for each press", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  const switchTo = async (name: string): Promise<void> => {
    await page.getByRole("button", { name: text("bar.person") }).click();
    await page.getByRole("dialog").getByRole("button", { name }).click();
    await expect(page.getByRole("button", { name: text("bar.person") })).toContainText(name);
    await expect(rows(page).first()).toBeVisible();
  };
  await switchTo("Ola Nordmann");
  await switchTo("Kari Nordmann");
  await expect(rows(page)).toHaveCount(50);
  await page.keyboard.press("j");
  await expect(rows(page).nth(0)).toBeFocused();
  await page.keyboard.press("j");
  await expect(rows(page).nth(1)).toBeFocused();
});

test("by keyboard alone: to the third row, open, answer, back, write, help", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  for (const _ of [1, 2, 3]) await page.keyboard.press("j");
  const third = rows(page).nth(2);
  await expect(third).toBeFocused();
  await expect(third).toBeInViewport();
  const address = await third.getAttribute("href");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(address ?? "");
  await expect(title(page)).toBeFocused();
  await tabTo(page, link(page, text("thread.back")));
  await page.keyboard.press("Enter");
  await expect(title(page)).toHaveText(text("inbox.title"));
  await expect(rows(page)).toHaveCount(50);
  const wanted = threadRow(page, WITH_REPLY);
  for (let steps = 0; steps < 50 && !(await hasFocus(wanted)); steps++) await page.keyboard.press("j");
  await page.keyboard.press("o");
  await expect(button(page, text("reply.button"))).toBeVisible();
  await page.keyboard.press("r");
  await expect(replyField(page)).toBeFocused();
  await page.keyboard.type("Uten mus.");
  await tabTo(page, link(page, text("about.title")));
  await page.keyboard.press("c");
  await expect(title(page)).toHaveText(text("compose.title"));
  await page.keyboard.press("?");
  await expect(help(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(title(page)).toBeFocused();
});
