// The page that tells why not everything is shown, and what stays readable.

import { expect, test } from "./fixtures.ts";
import { button, link, messages, replyField, rows, switchTo, tabTo, title, whyInInbox } from "./support/page.ts";
import { text } from "./support/texts.ts";
import { goTo } from "./support/watch.ts";

test("by keyboard alone: from the inbox to why not everything is shown, and back", async ({ citizen }) => {
  const basis = await citizen("basis");
  const page = await basis.open();
  await expect(rows(page)).toHaveCount(4);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await tabTo(page, whyInInbox(page));
  await page.keyboard.press("Enter");
  await expect(title(page)).toHaveText(text("access.title"));
  await expect(title(page)).toBeFocused();
  await expect(page).toHaveURL("/innboks/hvorfor");
  await page.keyboard.press("Tab");
  await expect(link(page, text("link.privacySettings")).first()).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(link(page, text("thread.back"))).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(title(page)).toHaveText(text("inbox.title"));
  await expect(title(page)).toBeFocused();
});

test("who listens finds each reason as a heading, with what it hides as a list below", async ({ citizen, a11y }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await switchTo(page, "Jonas Nordmann");
  await whyInInbox(page).click();
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1 })).toHaveText([text("access.title")]);
  await expect(main.getByRole("heading", { level: 2 })).toHaveText([
    text("reason.notForParents"),
    text("reason.notForParentsFrom12"),
    text("access.writing"),
  ]);
  await expect(main.getByRole("heading")).toHaveCount(4);
  await expect(main.getByRole("list")).toHaveCount(2);
  await expect(main.getByRole("list").first().getByRole("listitem")).toHaveCount(5);
  await expect(main.getByRole("list").last().getByRole("listitem")).toHaveCount(9);
  await a11y(page);
});

test("all is shown to who has full access, and the page says so", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open("hvorfor");
  await expect(page.getByText(text("access.everything"))).toBeVisible();
  await expect(page.getByRole("main").getByRole("list")).toHaveCount(0);
  await goTo(page, "");
  await expect(rows(page)).toHaveCount(50);
  await expect(whyInInbox(page)).toHaveCount(0);
});

test("what I read stays readable with old contact information", async ({ citizen }) => {
  const frida = await citizen("foreldet");
  const page = await frida.open();
  const expected = await frida.threads("p-foreldet");
  await expect(rows(page)).toHaveCount(expected.length);
  const [answerable] = expected.filter(({ category }) => ["gp", "municipality", "healthContact"].includes(category));
  await rows(page)
    .filter({ hasText: answerable?.subject ?? "" })
    .first()
    .click();
  await expect(messages(page).first()).toBeVisible();
  const notice = page.getByRole("status").filter({ hasText: text("reply.none") });
  await expect(notice).toContainText(text("reason.contactInfoOutdated"));
  await expect(button(page, text("reply.button"))).toHaveCount(0);
  await expect(replyField(page)).toHaveCount(0);
});
