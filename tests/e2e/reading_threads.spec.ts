// Reading a thread: what is open, what is new, and the way on.

import { expect, test, type Page } from "./fixtures.ts";
import * as elsewhere from "./support/elsewhere.ts";
import { addLetters } from "./support/letters.ts";
import { announced, button, link, messages, openListening, shownIds, tabTo, threadRow, title } from "./support/page.ts";
import { pattern, text } from "./support/texts.ts";
import { addRead, LONG, said } from "./support/threads.ts";

/** The heads of the messages as a screen reader gets them: what they say, and whether they are open. */
async function heads(page: Page): Promise<[string, boolean][]> {
  const browser = await page.context().newCDPSession(page);
  const { nodes } = await browser.send("Accessibility.getFullAXTree");
  await browser.detach();
  const all = nodes.filter(({ role }) => role?.value === "DisclosureTriangle");
  return all.map(({ name, properties = [] }) => [
    String(name?.value),
    properties.some((one) => one.name === "expanded" && one.value.value === true),
  ]);
}

const open = async (page: Page): Promise<boolean[]> => (await heads(page)).map(([, is]) => is);

test("in a long thread what I have read is closed, and the rest open; who, when and files are said all the same", async ({
  citizen,
}) => {
  const kari = await citizen("kari");
  addRead(kari, 5);
  const page = await kari.open("samtale/t-x");
  await expect(messages(page)).toHaveCount(8);
  expect(await open(page)).toEqual([false, false, false, false, false, true, true, true]);
  const [first] = await heads(page);
  expect(first?.[0]).toMatch(pattern("thread.from"));
  expect(first?.[0]).toContain(text("attachment.has"));
  expect(first?.[0]).toMatch(/kl\. \d\d:\d\d/);
  await expect(said(page, LONG[0] ?? "")).toBeHidden();
  for (const [index, words] of LONG.entries()) {
    await expect(said(page, words))[index < 5 ? "toBeHidden" : "toBeVisible"]();
    const name = await messages(page).nth(index).getByRole("heading", { level: 2 }).innerText();
    expect(name.includes(text("thread.new")), words).toBe(index >= 5);
  }
});

test("when all is read, the newest is open; a short thread is open as a whole", async ({ citizen }) => {
  const kari = await citizen("kari");
  addRead(kari, 8);
  addLetters(kari, { id: "t-y", subject: "Kort samtale", texts: LONG.slice(0, 6) });
  const page = await kari.open("samtale/t-x");
  await expect(said(page, LONG[7] ?? "")).toBeVisible();
  expect(await open(page)).toEqual([...Array<boolean>(7).fill(false), true]);
  await kari.open("samtale/t-y");
  await expect(messages(page)).toHaveCount(6);
  expect(await open(page)).toEqual(Array(6).fill(true));
});

test("I open and close messages by keyboard, one by one and all at once", async ({ citizen, a11y }) => {
  const kari = await citizen("kari");
  addRead(kari, 8);
  addLetters(kari, { id: "t-y", subject: "Ett brev" });
  const page = await kari.open("samtale/t-x");
  await expect(messages(page)).toHaveCount(8);
  await tabTo(page, messages(page).first().locator("summary"));
  await page.keyboard.press("Enter");
  await expect(said(page, LONG[0] ?? "")).toBeVisible();
  await page.keyboard.press("Space");
  await expect(said(page, LONG[0] ?? "")).toBeHidden();
  await page.keyboard.press("Shift+Tab");
  await expect(button(page, text("thread.showAll"))).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(announced(page)).toHaveText(text("thread.allShown"));
  expect(await open(page)).toEqual(Array(8).fill(true));
  await button(page, text("thread.hideAll")).click();
  await expect(announced(page)).toHaveText(text("thread.allHidden"));
  expect(await open(page)).toEqual(Array(8).fill(false));
  await a11y(page);
  await kari.open("samtale/t-y");
  await expect(messages(page)).toHaveCount(1);
  await expect(button(page, text("thread.hideAll"))).toBeHidden();
});

test("a message that did not get through is open at first, and says so when it is closed", async ({ citizen }) => {
  const kari = await citizen("kari");
  addRead(kari, 8);
  kari.change(`UPDATE messages SET from_kind = 'citizen', author = 'kari', state = 'failed' WHERE id = 't-x-m2'`);
  const page = await kari.open("samtale/t-x");
  await expect(messages(page)).toHaveCount(8);
  expect(await open(page)).toEqual([false, true, false, false, false, false, false, true]);
  await button(page, text("thread.hideAll")).click();
  await expect
    .poll(async () => (await heads(page))[1])
    .toEqual([expect.stringContaining(text("delivery.failed")), false]);
});

test("what another wrote for the person I act for is new to me as well", async ({ citizen }) => {
  const kari = await citizen("kari");
  addRead(kari, 7);
  kari.change(`UPDATE messages SET from_kind = 'citizen', author = 'ola', state = 'sent' WHERE id = 't-x-m8'`);
  const page = await kari.open("samtale/t-x");
  await expect(messages(page).last()).toHaveAccessibleName(new RegExp(`${text("thread.new")}$`));
});

test("a message that comes while I read is open and marked as new", async ({ citizen }) => {
  const kari = await citizen("kari");
  addRead(kari, 8);
  const page = await openListening(kari, "samtale/t-x");
  await expect(messages(page)).toHaveCount(8);
  kari.change(elsewhere.message("t-x", "Nå er svaret her."));
  await expect(said(page, "Nå er svaret her.")).toBeVisible();
  await expect(messages(page).last()).toHaveAccessibleName(new RegExp(`${text("thread.new")}$`));
  expect((await open(page)).slice(0, 7)).toEqual(Array(7).fill(false));
});

test.describe("the first unread message", () => {
  const head = (page: Page, at: number) => messages(page).nth(at).locator("summary");

  test("has the focus when I open the thread from the list, below what stays at the top", async ({ citizen }) => {
    const kari = await citizen("kari", { browser: { viewport: { width: 360, height: 640 } } });
    addRead(kari, 5);
    const page = await kari.open();
    await threadRow(page, "t-x").click();
    await expect(head(page, 5)).toBeFocused();
    await expect(head(page, 5)).toBeInViewport({ ratio: 1 });
    const isOnTop = await head(page, 5).evaluate((head) => {
      const { left, top } = head.getBoundingClientRect();
      const found = (head.getRootNode() as ShadowRoot).elementFromPoint(left + 2, top + 2);
      return head.contains(found);
    });
    expect(isOnTop).toBe(true);
  });

  test("is not gone to on arrival by the address, nor when nothing stands before it", async ({ citizen }) => {
    const kari = await citizen("kari");
    addRead(kari, 0);
    const page = await kari.open();
    await threadRow(page, "t-x").click();
    await expect(messages(page)).toHaveCount(8);
    await page.waitForTimeout(300);
    await expect(title(page)).toBeFocused();
    kari.change("UPDATE reads SET up_to = 5 WHERE thread_id = 't-x'");
    await page.reload();
    await expect(messages(page)).toHaveCount(8);
    await page.waitForTimeout(300);
    await expect(head(page, 5)).not.toBeFocused();
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  test("leaves the focus where I have put it meanwhile", async ({ citizen }) => {
    const kari = await citizen("kari");
    addRead(kari, 5);
    await kari.scenario({ path: "/api/v1/threads/t-x", delayMs: 2_000 });
    const page = await kari.open();
    await threadRow(page, "t-x").click();
    await expect(title(page)).toBeFocused();
    await link(page, text("thread.back")).focus();
    await expect(messages(page)).toHaveCount(8);
    await page.waitForTimeout(300);
    await expect(link(page, text("thread.back"))).toBeFocused();
  });
});

test.describe("the threads beside this one", () => {
  const way = (page: Page, to: "thread.next" | "thread.previous") =>
    page
      .getByRole("navigation", { name: text("thread.neighbours") })
      .getByRole("link", { name: new RegExp(`^${text(to)}: `) });

  test("are led to in the order of the list, and the way back leads to the list as I left it", async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await kari.open();
    await expect(threadRow(page, "t-kari-13")).toBeVisible();
    const ids = await shownIds(page);
    const subjects = new Map((await kari.threads("p-kari")).map(({ id, subject }) => [id, subject]));
    const start = 10;
    await threadRow(page, ids[start] ?? "").click();
    for (const step of [1, 2, 3]) {
      const subject = subjects.get(ids[start + step] ?? "") ?? "";
      await expect(way(page, "thread.next")).toHaveText(`${text("thread.next")}: ${subject}`);
      await way(page, "thread.next").click();
      await expect(title(page)).toHaveText(subject);
    }
    await way(page, "thread.previous").click();
    await expect(title(page)).toHaveText(subjects.get(ids[start + 2] ?? "") ?? "");
    await link(page, text("thread.back")).click();
    await expect(threadRow(page, ids[start] ?? "")).toBeFocused();
    expect(await shownIds(page)).toEqual(ids);
    // No second list was left behind.
    await page.goForward();
    await expect(title(page)).toHaveText(subjects.get(ids[start + 2] ?? "") ?? "");
    await page.goBack();
    await expect(threadRow(page, ids[start] ?? "")).toBeFocused();
  });

  test("are one key away, and end where the list does", async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await kari.open();
    await expect(threadRow(page, "t-kari-13")).toBeVisible();
    const ids = await shownIds(page);
    await threadRow(page, ids[0] ?? "").click();
    await expect(messages(page).first()).toBeVisible();
    await expect(way(page, "thread.previous")).toHaveCount(0);
    await page.keyboard.press("j");
    await expect(page).toHaveURL(new RegExp(`/samtale/${ids[1]}$`));
    await expect(way(page, "thread.previous")).toBeVisible();
    await page.keyboard.press("k");
    await expect(page).toHaveURL(new RegExp(`/samtale/${ids[0]}$`));
  });

  test("are not there when I came by the address", async ({ citizen }) => {
    const kari = await citizen("kari");
    const page = await kari.open("samtale/t-kari-13");
    await expect(messages(page).first()).toBeVisible();
    await expect(page.getByRole("navigation", { name: text("thread.neighbours") })).toHaveCount(0);
  });
});
