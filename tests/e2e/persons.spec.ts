import { expect, test, type Page } from "./fixtures.ts";
import {
  button,
  link,
  messages,
  picker,
  row,
  rows,
  sendOnBehalf,
  switchTo,
  threadRow,
  title,
  writeReply,
} from "./support/page.ts";
import { pattern, text, unreadCount } from "./support/texts.ts";

const OLA = "Ola Nordmann";

async function openPicker(page: Page): Promise<void> {
  await page.getByRole("button", { name: text("bar.person") }).click();
  await expect(picker(page)).toBeVisible();
}

async function expectInboxOf(page: Page, name: string): Promise<void> {
  await expect(title(page)).toHaveText(text("inbox.on", { name }));
  await expect(page.getByText(text("bar.actingFor", { name }))).toBeVisible();
}

test("the picker shows everyone I may act for, how I stand to them, and what is unread", async ({ citizen, a11y }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await openPicker(page);
  const cards = picker(page).getByRole("listitem");
  await expect(cards).toHaveCount(4);
  const { persons } = await kari.session();
  for (const [name, relation] of [
    ["Kari Nordmann", text("person.own")],
    ["Nora Nordmann", text("person.parent")],
    ["Jonas Nordmann", text("person.parent")],
    [OLA, pattern("person.powerOfAttorneyTo")],
  ] as const) {
    const card = cards.filter({ hasText: name });
    await expect(card).toContainText(relation);
    await expect(card).toContainText(unreadCount(persons.find((person) => person.name === name)?.unread ?? -1));
  }
  await expect(picker(page).getByRole("button", { name: "Kari Nordmann" })).toHaveAttribute("aria-current", "true");
  await expect(picker(page).getByText(text("person.use"))).toBeVisible();
  await a11y(page);
  await page.keyboard.press("Escape");
  await expect(picker(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: text("bar.person") })).toBeFocused();
});

test("who has nobody to represent sees no picker", async ({ citizen }) => {
  const tom = await citizen("tom");
  const page = await tom.open();
  await expect(title(page)).toBeVisible();
  await expect(page.getByRole("button", { name: text("bar.person") })).toHaveCount(0);
});

test("after a switch everything says on whose behalf I act", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await switchTo(page, OLA);
  await expectInboxOf(page, OLA);
  await expect(page.locator("[aria-live=polite]")).toHaveText(text("announce.person", { name: OLA }));
  await expect(title(page)).toBeFocused();
  const expected = await kari.threads("p-ola");
  await expect(rows(page)).toHaveCount(expected.length);
  // Nobody sees another's powers of attorney.
  await expect(page.getByText("Kvittering: Du har gitt fullmakt")).toHaveCount(0);
});

test("a message for another is sent, and stored, on their behalf", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await switchTo(page, OLA);
  await threadRow(page, "t-ola-05").click();
  await writeReply(page, "Far trenger ny resept.");
  await expect(button(page, text("send.button", { name: "Kari Nordmann" }))).toHaveCount(0);
  await sendOnBehalf(page, OLA).click();
  const sent = messages(page).last();
  await expect(sent).toContainText("Far trenger ny resept.");
  await expect(sent).toHaveAccessibleName(
    `${text("thread.from", { name: "Kari Nordmann" })} ${text("thread.onBehalf", { name: OLA })}`,
  );
  expect(kari.messages("Far trenger ny resept.")).toEqual([
    { thread_id: "t-ola-05", person_id: "p-ola", author: "kari", on_behalf_of: OLA, sent_for: "p-ola" },
  ]);
});

test("a child between 12 and 16 shows less, and a parent cannot write", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await switchTo(page, "Nora Nordmann");
  await expectInboxOf(page, "Nora Nordmann");
  await expect(rows(page)).toHaveCount((await kari.threads("p-nora")).length);
  await expect(row(page, "Opplysninger fra helsestasjonen er registrert")).toHaveCount(0);
  await switchTo(page, "Jonas Nordmann");
  await expectInboxOf(page, "Jonas Nordmann");
  await expect(rows(page)).toHaveCount(2);
  // Why not stands where the way to write would be.
  await expect(link(page, text("compose.title"))).toHaveCount(0);
  await expect(page.getByText(text("reason.parentMayNotWriteFrom12"))).toBeVisible();
});

test("a guardian reads on behalf of the one in their care", async ({ citizen }) => {
  const vigdis = await citizen("verge");
  const page = await vigdis.open();
  await openPicker(page);
  await expect(picker(page).getByRole("listitem").filter({ hasText: "Harald" })).toContainText(text("person.guardian"));
  await picker(page).getByRole("button", { name: "Harald Strømsnes" }).click();
  await expectInboxOf(page, "Harald Strømsnes");
  await expect(rows(page)).toHaveCount((await vigdis.threads("p-harald")).length);
});

test("a log-in that is too weak says so, and nothing is asked for", async ({ citizen }) => {
  const laila = await citizen("lavt");
  const asked: string[] = [];
  laila.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const page = await laila.open();
  await expect(page.getByRole("status").filter({ hasText: text("inbox.closed") })).toContainText(
    text("reason.logInAgain"),
  );
  expect(asked.filter((path) => path.startsWith("/api/v1/") && path !== "/api/v1/session")).toEqual([]);
});

test("going back to a page of another person switches, and says so", async ({ citizen }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await threadRow(page, "t-kari-13").click();
  await expect(messages(page).first()).toBeVisible();
  await switchTo(page, OLA);
  await expectInboxOf(page, OLA);
  await page.goBack();
  await expect(page.getByText(text("bar.actingFor", { name: OLA }))).toHaveCount(0);
  await expect(page.locator("[aria-live=polite]")).toHaveText(text("announce.person", { name: "Kari Nordmann" }));
  await expect(title(page)).toHaveText("Hjelp til bandasjeskift etter operasjonen");
  await page.goForward();
  await expectInboxOf(page, OLA);
  await page.reload();
  await expectInboxOf(page, OLA);
});

test("two tabs can act for two persons", async ({ citizen }) => {
  const kari = await citizen("kari");
  const first = await kari.open();
  const second = await kari.tab();
  await switchTo(second, OLA);
  await expectInboxOf(second, OLA);
  await first.reload();
  await expect(title(first)).toHaveText(text("inbox.title"));
  await threadRow(first, "t-kari-13").click();
  await expect(messages(first).first()).toBeVisible();
});

test("the address of another person's thread asks, and never switches by itself", async ({ citizen, guard, a11y }) => {
  guard.expectFault(/Failed to load resource.*404/);
  const kari = await citizen("kari");
  const page = await kari.open("samtale/t-ola-01");
  await expect(title(page)).toHaveText(text("otherPerson.title", { name: "Ola" }));
  await expect(page.getByText(text("otherPerson.text", { current: "Kari Nordmann" }))).toBeVisible();
  await expect(page.getByText("Hjemmesykepleie: besøk")).toHaveCount(0);
  await expect(page.getByText(text("bar.actingFor", { name: OLA }))).toHaveCount(0);
  await a11y(page);
  await button(page, text("otherPerson.switch", { name: "Ola" })).click();
  await expect(title(page)).toHaveText("Hjemmesykepleie: besøk, medisiner og beskjeder");
  await expect(page.getByText(text("bar.actingFor", { name: OLA }))).toBeVisible();
  await expect(messages(page)).toHaveCount(40);
});

test("the address of another person's thread can be declined", async ({ citizen, guard }) => {
  guard.expectFault(/Failed to load resource.*404/);
  const kari = await citizen("kari");
  const reads = (): unknown => kari.rows("SELECT * FROM reads WHERE user_id = 'kari' ORDER BY thread_id");
  const before = reads();
  const page = await kari.open("samtale/t-ola-01");
  await button(page, text("otherPerson.stay", { name: "Kari Nordmann" })).click();
  await expect(title(page)).toHaveText(text("inbox.title"));
  expect(reads()).toEqual(before);
});

test("no address anywhere names a person", async ({ citizen, guard }) => {
  const kari = await citizen("kari");
  const page = await kari.open();
  await switchTo(page, OLA);
  await threadRow(page, "t-ola-05").click();
  await writeReply(page, "Adressene er tause.");
  await sendOnBehalf(page, OLA).click();
  await expect(messages(page).last()).toContainText("Adressene er tause.");
  await link(page, text("thread.back")).click();
  await link(page, text("compose.title")).click();
  await expect(page.getByRole("radio").first()).toBeVisible();
  const { persons } = await kari.session();
  expect(guard.addresses.length).toBeGreaterThan(20);
  for (const { id, name } of persons) {
    const naming = guard.addresses.filter((address) => address.includes(id) || decodeURI(address).includes(name));
    expect(naming).toEqual([]);
  }
});
