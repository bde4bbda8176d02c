import { expect, test } from "./fixtures.ts";
import { button, link, messages, replyField, rows, threadRow, title, writeReply } from "./support/page.ts";
import { text } from "./support/texts.ts";

/** The second of the app's two modules. */
const SECOND = "**/innboks-second-*.wasm";

test("the session and the first page are on their way before the app has come", async ({ citizen }) => {
  const kari = await citizen("kari");
  const order: string[] = [];
  kari.page.on("request", (request) => order.push(`asked ${new URL(request.url()).pathname}`));
  kari.page.on("response", (response) => order.push(`got ${new URL(response.url()).pathname}`));
  await kari.page.route("**/*.wasm", async (route) => {
    await expect.poll(() => order).toContain("got /api/v1/threads");
    await route.continue();
  });
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  expect(order.filter((step) => step === "asked /api/v1/threads")).toHaveLength(1);
  expect(order.filter((step) => step === "asked /api/v1/session")).toHaveLength(1);
});

test("the page says what it is, and asks for the session, before its script has come", async ({ citizen }) => {
  const kari = await citizen("kari");
  let asked = 0;
  kari.page.on("request", (request) => {
    if (request.url().endsWith("/api/v1/session")) asked += 1;
  });
  const answered = kari.page.waitForResponse(/\/api\/v1\/session$/);
  await kari.page.route("**/innboks-*.js", async (route) => {
    await answered;
    await expect(kari.page.getByText("Innboks", { exact: true })).toBeVisible();
    await route.continue();
  });
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  expect(asked).toBe(1);
});

test("a list that has come before the app is drawn with the page around it, in one frame", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.page.addInitScript(() => {
    const look = (): void => {
      const root = document.querySelector("hn-webcomp-innboks")?.shadowRoot;
      if (root?.querySelector("h1")) window.name = `${root.querySelectorAll("[data-thread]").length} rows`;
      else requestAnimationFrame(look);
    };
    look();
  });
  const came = kari.page.waitForResponse(/\/api\/v1\/threads/).then((answer) => answer.finished());
  await kari.page.route("**/*.wasm", async (route) => {
    await came;
    await route.continue();
  });
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  expect(await page.evaluate(() => window.name)).toBe("50 rows");
});

test("a list that takes its time does not hold back the page around it", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.scenario({ path: "/api/v1/threads", fault: { kind: "stall" } });
  const page = await kari.open();
  await expect(title(page)).toHaveText(text("inbox.title"));
  await expect(button(page, text("bar.logOut"))).toBeVisible();
  await expect(rows(page)).toHaveCount(0);
});

for (const [language, tongue] of [
  ["nn", "nynorsk"],
  ["se", "Northern Sami"],
] as const) {
  test(`a reader of ${tongue} never sees bokmål first`, async ({ citizen }) => {
    const kari = await citizen("kari");
    await kari.write("PUT", "/session/language", "p-kari", { language });
    await kari.page.addInitScript(() => {
      const seen = new Set<string>();
      const look = (): void => {
        const app = document.querySelector("hn-webcomp-innboks")?.shadowRoot?.querySelector("[lang]");
        if (app instanceof HTMLElement) seen.add(app.lang);
        window.name = [...seen].join();
        requestAnimationFrame(look);
      };
      look();
    });
    const page = await kari.open();
    await expect(button(page, text("bar.logOut", {}, language))).toBeVisible();
    expect(await page.evaluate(() => window.name)).toBe(language);
  });
}

test("what the list does without is asked for once, when the list is drawn", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.page.addInitScript(() => {
    const { fetch } = window;
    window.fetch = (...asked) => {
      const shown = document.querySelector("hn-webcomp-innboks")?.shadowRoot?.querySelectorAll("[data-thread]").length;
      if (/-later-/.test(String(asked[0]))) window.name += `${shown} rows`;
      return fetch(...asked);
    };
  });
  const page = await kari.open();
  await expect(button(page, text("feedback.yes"))).toBeVisible();
  expect(await page.evaluate(() => window.name)).toBe("50 rows");
});

test("when the app's module cannot be loaded a plain panel says so, and reloading works", async ({
  citizen,
  guard,
}) => {
  guard.expectFault(/Failed to load resource: net::ERR_FAILED/, /preload/, /innboks: load/);
  const kari = await citizen("kari");
  await kari.page.route("**/*.wasm", (route) => route.abort());
  const page = await kari.open();
  await expect(page.getByRole("alert")).toContainText("Innboksen kunne ikke startes");
  await kari.page.unroute("**/*.wasm");
  await button(page, "Last siden på nytt").click();
  await expect(rows(page)).toHaveCount(50);
});

test("the list stands while the rest of the app is on its way, and what is opened meanwhile comes by itself", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await kari.page.route(SECOND, async (route) => {
    await held;
    await route.continue();
  });
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  await threadRow(page, "t-kari-13").click();
  await expect(title(page)).toHaveText("Hjelp til bandasjeskift etter operasjonen");
  await expect(messages(page)).toHaveCount(0);
  release();
  await expect(messages(page).first()).toBeVisible();
  await expect(title(page)).toHaveText("Hjelp til bandasjeskift etter operasjonen");
});

test("when the rest of the app cannot be had the list stands, the page says so, and trying again works", async ({
  citizen,
  guard,
  a11y,
}) => {
  guard.expectFault(/Failed to load resource/);
  const kari = await citizen("kari");
  await kari.page.route(SECOND, (route) => route.abort());
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  await link(page, text("compose.title")).click();
  await expect(page.getByRole("alert")).toContainText(text("page.failed"));
  await expect(title(page)).toHaveText(text("compose.title"));
  await a11y(page);
  await kari.page.unroute(SECOND);
  await button(page, text("error.retry")).click();
  await expect(page.getByRole("radio").first()).toBeVisible();
  await expect(page.getByText(text("page.failed"))).toHaveCount(0);
  await expect(title(page)).toHaveText(text("compose.title"));
});

test("when the texts cannot be loaded a plain panel says so", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource/, /innboks: load/);
  const kari = await citizen("kari");
  await kari.scenario({ path: "/innboks/texts-*", fault: { kind: "status", status: 503 } });
  const page = await kari.open();
  await expect(page.getByRole("alert")).toContainText("Innboksen kunne ikke startes");
});

test("when the session cannot be asked for it says so, and trying again works", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource/);
  const kari = await citizen("kari");
  for (const fault of [{ kind: "status", status: 500 }, { kind: "malformed" }, { kind: "abort" }] as const) {
    await kari.scenario({ path: "/api/v1/session", fault });
    const page = await kari.open();
    await expect(page.getByRole("alert")).toContainText(text("inbox.failed"));
    await kari.scenario();
    await button(page, text("error.retry")).click();
    await expect(rows(page)).toHaveCount(50);
  }
});

test("when the session gets no answer it says so in time, and trying again works at once", async ({
  citizen,
  guard,
}) => {
  guard.expectFault(/Failed to load resource/);
  const kari = await citizen("kari");
  await kari.scenario({ path: "/api/v1/session", fault: { kind: "stall" } });
  const page = await kari.open();
  await expect(page.getByRole("alert")).toContainText(text("inbox.failed"), { timeout: 40_000 });
  await kari.scenario();
  await button(page, text("error.retry")).click();
  await expect(rows(page)).toHaveCount(50);
});

test("a browser without WebAssembly is told so, and where to read more", async ({ citizen, guard, a11y }) => {
  guard.expectFault(/preload/, /innboks: unsupported/);
  const kari = await citizen("kari");
  await kari.page.addInitScript(() => Reflect.deleteProperty(window, "WebAssembly"));
  const page = await kari.open();
  await expect(page.getByRole("alert")).toContainText("Du har en nettleser som vi ikke støtter");
  await a11y(page);
  await page.getByRole("link", { name: "Les om nettlesere du kan bruke" }).click();
  await expect(page).toHaveURL("/innboks/unsupported.html");
  await expect(title(page)).toHaveText("Du har en nettleser som vi ikke støtter");
  await expect(page.getByRole("main")).toContainText("116 117");
});

test("without JavaScript the page says so, and where to read more", async ({ visitor, guard }) => {
  guard.expectFault(/status of 401/);
  guard.expectFault(/preload/);
  const page = await visitor({ javaScriptEnabled: false });
  await page.goto("/innboks/");
  // Text matchers pass over what stands in a noscript.
  const told = page.locator("noscript p");
  await expect(told).toBeVisible();
  expect(await told.evaluate((element) => element.textContent)).toContain("Innboksen trenger JavaScript.");
  await told.locator("a").click();
  await expect(title(page)).toHaveText("Du har en nettleser som vi ikke støtter");
});

test("when the app breaks down a plain panel keeps what was written", async ({ citizen, guard, a11y }) => {
  guard.expectFault(/unreachable/, /innboks: panic/);
  const kari = await citizen("kari");
  const page = await kari.open("samtale/t-kari-13");
  await writeReply(page, "Dette må ikke gå tapt.");
  await expect(replyField(page)).toHaveValue("Dette må ikke gå tapt.");
  // A clock past the end of time: the app counts on one, and has no way on from there.
  await page.evaluate(() => (performance.now = () => 1e300));
  // A save that goes out by itself may be first.
  const press = page.getByRole("button", { name: text("bar.person") }).click({ timeout: 5_000 });
  await press.catch(() => undefined);
  await expect(page.getByRole("alert")).toContainText("Noe gikk galt i innboksen");
  await expect(page.getByRole("textbox")).toHaveValue("Dette må ikke gå tapt.");
  await expect(page.getByRole("textbox")).toHaveAttribute("readonly");
  await page.evaluate(() => Reflect.deleteProperty(performance, "now"));
  await a11y(page);
  // The text stands nowhere else: the browser asks before it lets go of it, until it is copied.
  guard.expectDialog("beforeunload", "dismiss");
  await button(page, "Last siden på nytt").click();
  await expect(page.getByRole("textbox")).toHaveValue("Dette må ikke gå tapt.");
  await page.getByRole("textbox").selectText();
  await page.keyboard.press("ControlOrMeta+C");
  await button(page, "Last siden på nytt").click();
  await expect(title(page)).toHaveText("Hjelp til bandasjeskift etter operasjonen");
});

test("when the app breaks down as the first list is drawn a plain panel says so", async ({ citizen, guard }) => {
  guard.expectFault(/unreachable/, /innboks: panic/);
  const kari = await citizen("kari");
  await kari.page.addInitScript(() => {
    const { text } = Response.prototype;
    Response.prototype.text = async function () {
      const words = await text.call(this);
      // A clock past the end of time, as above.
      if (/\/threads/.test(this.url)) performance.now = () => 1e300;
      return words;
    };
  });
  const page = await kari.open();
  await expect(page.getByRole("alert")).toContainText("Noe gikk galt i innboksen");
  await expect(rows(page)).toHaveCount(0);
  await page.evaluate(() => Reflect.deleteProperty(performance, "now"));
});
