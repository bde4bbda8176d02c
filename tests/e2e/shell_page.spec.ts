// The app and the page that hosts it: neither dresses, breaks or traps the other.

import { expect, test, type Locator, type Page } from "./fixtures.ts";
import { button, messages, replyField, rows, threadRow, title, writeReply, expectSaved } from "./support/page.ts";
import { IN_SHELL } from "./support/servers.ts";
import { footer, header, innboks, notifications } from "./support/shell.ts";
import { text } from "./support/texts.ts";

test.use({ base: IN_SHELL });

/** As it looks once all has come: twice the same. */
async function picture(of: Locator): Promise<Buffer> {
  await of.page().evaluate(() => document.fonts.ready);
  const take = (): Promise<Buffer> => of.screenshot({ animations: "disabled" });
  let before = await take();
  await expect(async () => {
    const now = await take();
    const isStill = now.equals(before);
    before = now;
    expect(isStill).toBe(true);
  }).toPass({ timeout: 20_000 });
  return before;
}

/** Switches the host page's rude stylesheet on, and sets its changed rem right as the README says. */
async function beRude(page: Page): Promise<void> {
  await page.addStyleTag({ url: "/shell/rude.css" });
  const colour = (): Promise<string> => header(page).evaluate((header) => getComputedStyle(header).color);
  await expect.poll(colour).toBe("rgb(187, 0, 0)");
}

async function takeBack(page: Page): Promise<void> {
  await page.evaluate(() => document.querySelector("link[href='/shell/rude.css']")?.remove());
}

test("a stylesheet that means everybody changes no pixel of the app, and my own text size still counts", async ({
  citizen,
}) => {
  test.slow();
  const kari = await citizen("kari");
  const page = await kari.open("samtale/t-kari-13");
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    for (const [path, last] of [
      ["samtale/t-kari-13", button(page, text("reply.button"))],
      ["skriv", page.getByRole("radio").last()],
      ["om", title(page)],
    ] as const) {
      await page.goto(`${IN_SHELL}/${path}`);
      await expect(page.getByText(text("loading"))).toHaveCount(0);
      await expect(last).toBeVisible();
      // What stands around is out of the way: it must not move the app by half a pixel, nor share its last line.
      for (const around of [header(page), page.getByRole("navigation", { name: "Snarvei" }), footer(page)])
        await around.evaluate((around) => around.style.setProperty("display", "none", "important"));
      const plain = await picture(innboks(page));
      await beRude(page);
      const rude = await picture(innboks(page));
      if (!rude.equals(plain)) {
        await test.info().attach(`plain ${path} ${width}`, { body: plain, contentType: "image/png" });
        await test.info().attach(`rude ${path} ${width}`, { body: rude, contentType: "image/png" });
      }
      expect(rude.equals(plain), `${path} at ${width} px is the same to the pixel`).toBe(true);
      await takeBack(page);
    }
  }
  // A control: without the documented property the smaller rem is seen.
  const size = (): Promise<number> => title(page).evaluate((heading) => parseFloat(getComputedStyle(heading).fontSize));
  const before = await size();
  await beRude(page);
  expect(await size()).toBe(before);
  const root = (size: string): Promise<void> =>
    page.evaluate((size) => document.documentElement.style.setProperty("font-size", size), size);
  // The reader's text at 200 %, which the host's 62.5 % is of.
  await root("125%");
  expect(await size()).toBe(2 * before);
  await root("");
  await innboks(page).evaluate((innboks) => innboks.style.setProperty("--innboks-rem", "1rem"));
  expect(await size()).toBeLessThan(before);
});

test("what the app brings with it changes nothing in the header and the footer", async ({ citizen }) => {
  const kari = await citizen("kari");
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await kari.page.route("/innboks/assets.json", async (route) => {
    await released;
    await route.continue();
  });
  const page = await kari.open();
  await expect(notifications(page)).toBeVisible();
  const looks = async (): Promise<unknown> => {
    const parts = [header(page), footer(page)];
    const styles = parts.map((part) =>
      part.evaluate((part) =>
        [part, ...(part.shadowRoot?.querySelectorAll("*") ?? [])].map((node) => {
          const style = getComputedStyle(node);
          return [...style].map((name) => `${name}: ${style.getPropertyValue(name)}`).join("; ");
        }),
      ),
    );
    const pictures = [];
    for (const part of parts) {
      // Whole pixels, however long the page is.
      await part.evaluate((part) => Object.assign(part.style, { position: "fixed", inset: "0 0 auto", zIndex: "9" }));
      pictures.push((await picture(part)).toString("base64"));
      await part.evaluate((part) => part.removeAttribute("style"));
    }
    const sheets = page.evaluate(() => document.adoptedStyleSheets.length + document.styleSheets.length);
    return { styles: await Promise.all(styles), pictures, sheets: await sheets };
  };
  const without = await looks();
  expect(await innboks(page).evaluate(({ shadowRoot }) => shadowRoot)).toBeNull();
  release();
  await expect(rows(page)).toHaveCount(50);
  expect(await looks()).toEqual(without);
});

test("under a rude script the app is read, written in and walked through as ever", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("?rude");
  await expect(rows(page)).toHaveCount(50);
  await threadRow(page, "t-kari-13").click();
  await expect(messages(page).first()).toBeVisible();
  await writeReply(page, "");
  await replyField(page).pressSequentially("jeg kjører");
  await expect(replyField(page)).toHaveValue("jeg kjører");
  await expectSaved(page);
  await page.goBack();
  await expect(rows(page)).toHaveCount(50);
  await page.goForward();
  await expect(replyField(page)).toHaveValue("jeg kjører");
  // A control: the script is at work.
  expect(await page.evaluate(() => Number(document.documentElement.dataset["clicks"]))).toBeGreaterThan(0);
  expect(await page.evaluate(() => "isEmpty" in {})).toBe(true);
  // axe, at the end, does not get along with it.
  await page.evaluate(() => [
    Reflect.deleteProperty(Object.prototype, "isEmpty"),
    Reflect.deleteProperty(Array.prototype, "last"),
  ]);
});

test("the whole page is accessible, and the focus goes from the skip link through header, app and footer", async ({
  citizen,
  a11y,
}) => {
  const kari = await citizen("kari");
  const page = await kari.open("om");
  await expect(title(page)).toHaveText(text("about.title"));
  await expect(notifications(page)).toBeVisible();
  await a11y(page);
  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.localName ?? "nothing");
  const order: string[] = [];
  for (let presses = 0; presses < 80 && order.at(-1) !== "body"; presses++) {
    await page.keyboard.press("Tab");
    const now = await focused();
    if (order.at(-1) !== now) order.push(now);
  }
  expect(order).toEqual(["a", "hn-webcomp-header", "hn-webcomp-innboks", "hn-webcomp-footer", "body"]);
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("a");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("innhold");
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("hn-webcomp-innboks");
  // The app's own skip link stays inside it.
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  expect(await focused()).toBe("hn-webcomp-innboks");
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await kari.open();
    await expect(rows(page)).toHaveCount(50);
    await a11y(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
});
