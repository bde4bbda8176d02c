import { expect, test, type Page } from "./fixtures.ts";
import type { Citizen } from "./support/citizen.ts";
import { button, link, rows, switchTo, title } from "./support/page.ts";
import { endSession, expectOver, logInAgain } from "./support/session.ts";
import { text } from "./support/texts.ts";
import { expectNowhere, listen } from "./support/watch.ts";

const asks = (page: Page) =>
  page.getByRole("region", {
    name: new RegExp(`${text("feedback.title")}|${text("feedback.thanks")}`.replace("?", "\\?")),
  });
const field = (page: Page) => page.getByRole("textbox", { name: text("feedback.label") });
const send = (page: Page) => button(page, text("feedback.send"));
const thanks = (page: Page) => page.getByRole("heading", { name: text("feedback.thanks") });

/** What the service has received. */
const received = (citizen: Citizen) => citizen.rows("SELECT found, page, text FROM feedback ORDER BY rowid");

test("«Fant du det du lette etter?» takes a yes with a few words, once, and thanks", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await expect(rows(page)).toHaveCount(50);
  const asked = listen(page);
  await expect(field(page)).toHaveCount(0);
  await button(page, text("feedback.yes")).click();
  await expect(button(page, text("feedback.yes"))).toHaveAttribute("aria-pressed", "true");
  await expect(button(page, text("feedback.yes"))).toBeFocused();
  await expect(field(page)).toHaveAccessibleDescription(text("feedback.hint"));
  await field(page).fill("Jeg fant kvitteringen med en gang.");
  await kari.scenario({ path: "/api/v1/feedback", delayMs: 300 });
  await send(page).dblclick();
  await expect(thanks(page)).toBeFocused();
  await expect(asks(page).getByRole("button")).toHaveCount(0);
  const sent = asked.filter(({ path }) => path.endsWith("/feedback"));
  expect(sent).toHaveLength(1);
  expect(sent[0]?.person, "it is about the service, not about a person").toBeUndefined();
  expect(received(kari)).toEqual([{ found: 1, page: "inbox", text: "Jeg fant kvitteringen med en gang." }]);
});

test("a no without words is enough, on every page where one looks for something", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  for (const [path, kind] of [
    ["", "inbox"],
    ["samtale/t-kari-13", "thread"],
    ["personer", "persons"],
    ["om", "about"],
  ] as const) {
    await kari.open(path);
    await button(page, text("feedback.no")).click();
    await send(page).click();
    await expect(thanks(page)).toBeVisible();
    expect(received(kari).at(-1)).toEqual({ found: 0, page: kind, text: "" });
  }
  await kari.open("skriv");
  await expect(page.getByRole("radio").first()).toBeVisible();
  await expect(asks(page)).toHaveCount(0);
});

test("the answer can be changed before it is sent", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("om");
  await button(page, text("feedback.no")).click();
  await field(page).fill("Først fant jeg det ikke.");
  await button(page, text("feedback.yes")).click();
  await expect(field(page)).toHaveValue("Først fant jeg det ikke.");
  await expect(button(page, text("feedback.no"))).toHaveAttribute("aria-pressed", "false");
  await send(page).click();
  await expect(thanks(page)).toBeVisible();
  expect(received(kari)).toEqual([{ found: 1, page: "about", text: "Først fant jeg det ikke." }]);
});

test("when it cannot be sent the text stays, the reason is told, and the next try works", async ({
  citizen,
  guard,
  a11y,
}) => {
  guard.expectFault(/Failed to load resource/);
  const kari = await citizen("kari");
  const page = await kari.open("om");
  await button(page, text("feedback.no")).click();
  await field(page).fill("Hvor er timeavtalene?");
  for (const fault of [{ kind: "status", status: 500 }, { kind: "abort" }] as const) {
    await kari.scenario({ path: "/api/v1/feedback", fault });
    await send(page).click();
    const failed = page.getByRole("alert").filter({ hasText: text("feedback.failed") });
    await expect(failed).toContainText(text(fault.kind === "abort" ? "error.network" : "error.server"));
    await expect(failed).toContainText(text("feedback.kept"));
    await expect(field(page)).toHaveValue("Hvor er timeavtalene?");
    await expect(send(page)).toBeFocused();
    await a11y(page);
  }
  await kari.scenario();
  await send(page).click();
  await expect(thanks(page)).toBeFocused();
  expect(received(kari)).toHaveLength(1);
});

test("what I have not sent is there when I come back to the page, and the browser and log-out ask first", async ({
  citizen,
  guard,
}) => {
  const kari = await citizen("kari");
  const page = await kari.open("om");
  await button(page, text("feedback.no")).click();
  await field(page).fill("Jeg leter etter ");
  await link(page, text("inbox.title")).click();
  await expect(rows(page)).toHaveCount(50);
  await expect(button(page, text("feedback.no"))).toHaveAttribute("aria-pressed", "false");
  await page.goBack();
  await expect(field(page)).toHaveValue("Jeg leter etter ");
  await expect(button(page, text("feedback.no"))).toHaveAttribute("aria-pressed", "true");
  await field(page).pressSequentially("timen min.");
  guard.expectDialog("beforeunload", "dismiss");
  await page.evaluate(() => setTimeout(() => location.reload()));
  await expect(field(page)).toHaveValue("Jeg leter etter timen min.");
  await button(page, text("bar.logOut")).click();
  const asked = page.getByRole("dialog", { name: text("leave.title") });
  await asked.getByRole("button", { name: text("leave.stay") }).click();
  await send(page).click();
  await expect(thanks(page)).toBeVisible();
  expect(received(kari)).toEqual([{ found: 0, page: "about", text: "Jeg leter etter timen min." }]);
  // Nothing is left that anybody must be asked about.
  await button(page, text("bar.logOut")).click();
  await expect(title(page)).toHaveText(text("loggedOut.title"));
});

test("what I have not sent goes when I log out over it", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*401/);
  const kari = await citizen("kari");
  const page = await kari.open("om");
  await button(page, text("feedback.no")).click();
  await field(page).fill("Bare en tanke");
  await button(page, text("bar.logOut")).click();
  await button(page, text("leave.go")).click();
  await expect(title(page)).toHaveText(text("loggedOut.title"));
  await expectNowhere(page, "Bare en tanke");
  // The browser does not ask: nothing is kept.
  await page.reload();
  await expect(title(page)).toBeVisible();
  expect(received(kari)).toEqual([]);
});

test("what I was writing when my session ended is there again once I have logged in", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*401/);
  const kari = await citizen("kari");
  const page = await kari.open("om");
  await button(page, text("feedback.yes")).click();
  await field(page).fill("Midt i en tanke");
  await endSession(kari);
  await send(page).click();
  await expectOver(page, "Midt i en tanke");
  await expect(page.getByText(text("loggedOut.overKept"))).toBeVisible();
  await logInAgain(kari, page);
  await expect(field(page)).toHaveValue("Midt i en tanke");
  await expect(button(page, text("feedback.yes"))).toHaveAttribute("aria-pressed", "true");
  await send(page).click();
  await expect(thanks(page)).toBeVisible();
  expect(received(kari)).toEqual([{ found: 1, page: "about", text: "Midt i en tanke" }]);
});

test("the text ends at 1000 characters and is kept nowhere in the browser", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("om");
  await button(page, text("feedback.no")).click();
  await field(page).focus();
  await page.keyboard.insertText("æ".repeat(1200));
  await expect(field(page)).toHaveValue("æ".repeat(1000));
  const stored = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, history.state]));
  expect(stored).not.toContain("æ");
  await send(page).click();
  await expect(thanks(page)).toBeVisible();
  expect(received(kari)).toEqual([{ found: 0, page: "about", text: "æ".repeat(1000) }]);
});

test("who has gone on before the thanks come hears them, and keeps the focus", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("om");
  await kari.scenario({ path: "/api/v1/feedback", delayMs: 400 });
  await button(page, text("feedback.yes")).click();
  await send(page).click();
  const home = link(page, text("inbox.title"));
  await home.focus();
  await expect(page.getByText(text("feedback.thanks")).last()).toBeAttached();
  await expect(home).toBeFocused();
});

test("the inbox leads to the other pages of Helsenorge, and to help", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  const more = page.getByRole("navigation", { name: text("page.title") });
  const { links } = await kari.session();
  for (const kind of [
    "appointments",
    "healthContacts",
    "powersOfAttorney",
    "notificationSettings",
    "logOfUse",
  ] as const) {
    const there = links.find((link) => link.kind === kind)?.href ?? "";
    expect(there).toMatch(/^https:/);
    await expect(link(more, text(`page.${kind}`))).toHaveAttribute("href", there);
  }
  await expect(link(more, "23 32 70 00")).toHaveAttribute("href", "tel:+4723327000");
});

test("beside «Skriv melding» stands who can be written to, and where", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("skriv");
  const more = page.getByRole("navigation", { name: text("page.composeTitle") });
  for (const kind of ["gpDigitalServices", "healthContacts", "municipalities"] as const) {
    await expect(link(more, text(`page.${kind}`))).toHaveAttribute("href", /^https:/);
  }
});

test("about the inbox tells how letters come, where they are kept, what it costs, and who answers for it", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  const page = await kari.open("om");
  for (const key of [
    "about.delivery",
    "about.regional",
    "about.municipalities",
    "about.notices",
    "about.contactInfo",
    "about.documents",
    "about.archive",
    "about.free",
    "about.owner",
  ] as const) {
    await expect(page.getByText(text(key))).toBeVisible();
  }
  for (const kind of [
    "aboutInbox",
    "appointments",
    "healthContacts",
    "gpDigitalServices",
    "municipalities",
    "powersOfAttorney",
    "privacySettings",
    "contactInfo",
    "notificationSettings",
    "logOfUse",
  ] as const) {
    await expect(link(page, text(`page.${kind}`))).toHaveAttribute("href", /^https:/);
  }
});

test("a page that the session does not name, or names without https, is not linked", async ({ citizen }) => {
  const kari = await citizen("kari");
  await kari.page.route("**/api/v1/session", async (route) => {
    const answer = await route.fetch();
    const session = (await answer.json()) as { links: unknown };
    session.links = [
      { kind: "healthContacts", href: "http://helsenorge.no/helsekontakter" },
      { kind: "logOfUse", href: "javascript:alert(1)" },
      { kind: "somethingNew", href: "https://helsenorge.no/nytt" },
      { kind: "appointments", href: "https://helsenorge.no/timeavtaler" },
    ];
    await route.fulfill({ response: answer, json: session });
  });
  const page = await kari.open();
  const more = page.getByRole("navigation", { name: text("page.title") });
  await expect(link(more, text("page.appointments"))).toBeVisible();
  await expect(more.getByRole("link")).toHaveText([text("page.appointments"), "23 32 70 00"]);
});

test("the helpline's number in a reason can be rung", async ({ citizen }) => {
  const gunnar = await citizen("gunnar");
  const page = await gunnar.open();
  await switchTo(page, "Lilly Ødegård");
  await link(page.getByRole("main"), text("access.title")).click();
  await expect(page.getByText(text("remedy.helpline"))).toBeVisible();
  await expect(link(page.getByRole("main"), "23 32 70 00")).toHaveAttribute("href", "tel:+4723327000");
});
