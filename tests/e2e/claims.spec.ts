import { readFileSync } from "node:fs";
import { expect, test, type Page } from "./fixtures.ts";
import { addMarked, HIDDEN, SHOWN, type Marked } from "./support/marked.ts";
import { button, messages, picker, rows, switchTo, title, whyInInbox } from "./support/page.ts";
import { Policy } from "./support/policy.ts";
import { pattern, text, type TextKey } from "./support/texts.ts";
import { content, forbid, goTo, listen, type Asked } from "./support/watch.ts";
import type { PersonClaims } from "./support/wire.ts";

// What must never happen may not happen at a first try either.
test.describe.configure({ retries: 0 });

const file = new URL("../public-api/seed/personas.json", import.meta.url);
const personas = JSON.parse(readFileSync(file, "utf8")) as { id: string }[];

/** Every thread when there is time for it; else one for each verdict. */
function sample(threads: Marked[], verdict: (thread: Marked) => string): Marked[] {
  if (process.env["INNBOKS_DEEP"]) return threads;
  return [...new Map(threads.map((thread) => [verdict(thread), thread])).values()];
}

type Someone = {
  page: Page;
  person: PersonClaims;
  policy: Policy;
  threads: Marked[];
  recipients: Marked[];
  asked: Asked[];
};

const serviceReasons: Record<string, TextKey> = {
  reserved: "reason.serviceReserved",
  temporarilyUnavailable: "reason.serviceTemporarilyUnavailable",
};

/** The text that tells a verdict of the tables. */
function why(verdict: string, person: PersonClaims): RegExp {
  const reason = person.services.find(({ service }) => service === "messages")?.reason ?? "";
  const key = verdict === "serviceClosed" ? serviceReasons[reason] : (`reason.${verdict}` as TextKey);
  if (!key) throw new Error(`No text for ${verdict}, ${reason}`);
  return pattern(key);
}

/** The categories that the tables hide, with those that have the same reason together. */
function hiddenKinds({ policy, threads }: Someone): Map<string, string[]> {
  const kinds = new Map<string, string[]>();
  for (const category of new Set(threads.filter(({ isShown }) => !isShown).map((thread) => thread.category))) {
    const verdict = policy.category(category);
    kinds.set(verdict, [...(kinds.get(verdict) ?? []), text(`category.${category}` as TextKey)]);
  }
  return kinds;
}

async function expectList(someone: Someone): Promise<void> {
  const { page, threads } = someone;
  const shown = threads.filter(({ isShown }) => isShown);
  await expect(rows(page).filter({ hasText: SHOWN })).toHaveCount(shown.length);
  const words = (await rows(page).allTextContents()).join("\n");
  const heard = await page.locator("body").ariaSnapshot();
  for (const { marker } of shown) {
    expect(words).toContain(`${marker} emne`);
    expect(heard).toContain(`${marker} emne`);
  }
  expect(heard).not.toContain(HIDDEN);
  await expectNothingHidden(page);
}

/** In no text, attribute or field. What a screen reader is given comes of these, and is looked at with each list. */
async function expectNothingHidden(page: Page): Promise<void> {
  expect(await content(page)).not.toContain(HIDDEN);
}

/** How many kinds are hidden stands in the inbox; which ones, and why, one click away. */
async function expectReasons(someone: Someone): Promise<void> {
  const { page, person } = someone;
  const kinds = hiddenKinds(someone);
  const count = [...kinds.values()].flat().length;
  if (count === 0) {
    await expect(page.getByText(pattern("access.hiddenOther"))).toHaveCount(0);
    await expect(page.getByText(text("access.hiddenOne"))).toHaveCount(0);
    await goTo(page, "hvorfor");
    await expect(page.getByText(text("access.everything"))).toBeVisible();
  } else {
    const line = count === 1 ? text("access.hiddenOne") : text("access.hiddenOther", { count });
    await expect(page.getByText(line)).toBeVisible();
    await whyInInbox(page).click();
  }
  await expect(title(page)).toHaveText(text("access.title"));
  const lists = page.getByRole("main").getByRole("list");
  await expect(lists).toHaveCount(kinds.size);
  for (const [verdict, names] of kinds) {
    await expect(page.getByRole("heading", { level: 2, name: why(verdict, person) }).first()).toBeVisible();
    const own = lists.filter({ has: page.getByText(names[0] ?? "", { exact: true }) });
    expect((await own.getByRole("listitem").allTextContents()).sort(), verdict).toEqual([...names].sort());
  }
  await expectNothingHidden(page);
}

async function expectRecipients({ page, person, policy, recipients, asked }: Someone): Promise<void> {
  const before = asked.length;
  await goTo(page, "skriv");
  await expect(title(page)).toHaveText(text("compose.title"));
  const allowed = recipients.filter(
    ({ category, isShown }) => isShown && policy.action("compose", category, null) === "allowed",
  );
  if (allowed.length) {
    const choices = page.getByRole("radio", { name: SHOWN });
    await expect(choices.first()).toBeVisible();
    for (const { marker } of allowed) await expect(page.getByRole("radio", { name: marker })).not.toHaveCount(0);
  } else {
    const [one] = recipients.map(({ category, isShown }) => isShown && policy.action("compose", category, null));
    const closed = page.getByRole("status").filter({ hasText: text("compose.closed") });
    await expect(closed).toContainText(why(one || policy.action("compose", "gpChangeAcknowledgement", null), person));
    await expect(page.getByRole("radio")).toHaveCount(0);
    expect(asked.slice(before).filter(({ path }) => path.includes("/recipients"))).toEqual([]);
  }
  await expectNothingHidden(page);
}

/** What is shown opens, and can be answered exactly where the tables allow it. */
async function expectThreads({ page, person, policy, threads }: Someone): Promise<void> {
  const reply = ({ category, region }: Marked): string => policy.action("reply", category, region);
  const shown = threads.filter(({ isShown }) => isShown);
  for (const thread of sample(shown, reply)) {
    const { id, marker, category, region } = thread;
    const verdict = reply(thread);
    await goTo(page, `samtale/${id}`);
    await expect(messages(page).first()).toContainText(marker);
    const closed = page.getByRole("status").filter({ hasText: text("reply.none") });
    if (verdict === "allowed") {
      await expect(button(page, text("reply.button")), `${category} ${region}`).toBeVisible();
      await expect(closed).toHaveCount(0);
    } else {
      await expect(closed, `${category} ${region}`).toContainText(why(verdict, person));
      await expect(button(page, text("reply.button"))).toHaveCount(0);
      await expect(page.getByRole("textbox")).toHaveCount(0);
    }
  }
}

/** No address leads to a hidden thread; until one is typed, nothing asks for it. */
async function expectNoWayIn({ page, person, policy, threads, asked }: Someone): Promise<void> {
  const hidden = threads.filter(({ isShown }) => !isShown);
  expect(asked.filter(({ path }) => hidden.some(({ id }) => path.includes(`${id}/`) || path.endsWith(id)))).toEqual([]);
  for (const { id, category } of sample(hidden, ({ category }) => policy.category(category))) {
    await goTo(page, `samtale/${id}`);
    await expect(title(page)).toHaveText(text("thread.hidden"));
    await expect(page.getByRole("status").first()).toContainText(why(policy.category(category), person));
    await expect(page.getByRole("textbox")).toHaveCount(0);
    await expectNothingHidden(page);
  }
}

/** A closed inbox says why on each of its pages, and asks for nothing. */
async function expectClosed({ page, person, policy, threads, asked }: Someone): Promise<void> {
  const before = asked.length;
  for (const path of ["", "hvorfor", "skriv", `samtale/${threads[0]?.id}`]) {
    await goTo(page, path);
    const notice = page.getByRole("status").filter({ hasText: text("inbox.closed") });
    await expect(notice).toContainText(why(policy.inbox, person));
    await expect(rows(page)).toHaveCount(0);
    await expect(page.getByRole("radio").or(page.getByRole("textbox"))).toHaveCount(0);
    await expectNothingHidden(page);
  }
  // Who is logged in, and what changes, may be asked at any time.
  const mayBeAsked = /^\/api\/v1\/(session|events|unread)$|^\/innboks\//;
  expect(asked.slice(before).filter(({ path }) => !mayBeAsked.test(path))).toEqual([]);
}

for (const { id: persona } of personas) {
  test(`nothing that the claims hide is shown or asked for, though the server sends it: ${persona}`, async ({
    citizen,
    guard,
  }) => {
    const who = await citizen(persona);
    const session = await who.session();
    test.setTimeout(30_000 * (session.persons.length + 1));
    await who.write("PUT", "/session/language", session.defaultPerson, { language: "nb" });
    const policies = new Map(session.persons.map((person) => [person.id, new Policy(session, person)]));
    const shows = (person: PersonClaims, category: string): boolean => policies.get(person.id)?.sees(category) === true;
    const marked = addMarked(who, session.persons, shows);
    await who.scenario({ fault: { kind: "hiddenData" } });
    // The server does send it.
    for (const { id } of session.persons) {
      const sent = JSON.stringify(await who.threads(id));
      for (const { marker } of marked.threads.filter(({ person }) => person === id)) expect(sent).toContain(marker);
    }
    const asked = listen(who.page);
    await forbid(who.page, HIDDEN);
    const page = await who.open();
    await expect(title(page)).toBeVisible();

    const of = (person: PersonClaims): Someone => {
      const isTheirs = (one: Marked): boolean => one.person === person.id;
      const policy = policies.get(person.id);
      if (!policy) throw new Error(person.name);
      return {
        page,
        person,
        policy,
        threads: marked.threads.filter(isTheirs),
        recipients: marked.recipients.filter(isTheirs),
        asked,
      };
    };
    // The default person is shown first.
    const isOther = ({ id }: PersonClaims): number => Number(id !== session.defaultPerson);
    for (const person of [...session.persons].sort((a, b) => isOther(a) - isOther(b))) {
      const someone = of(person);
      const isDefault = person.id === session.defaultPerson;
      await test.step(`${person.name}: ${someone.policy.inbox}`, async () => {
        if (someone.policy.inbox === "open") {
          if (!isDefault) await switchTo(page, person.name);
          await expectList(someone);
          await expectReasons(someone);
          await expectRecipients(someone);
          await expectThreads(someone);
          await expectNoWayIn(someone);
        } else if (isDefault) {
          await expectClosed(someone);
        } else {
          await page.getByRole("button", { name: text("bar.person") }).click();
          const card = picker(page).getByRole("listitem").filter({ hasText: person.name });
          await expect(card).toContainText(why(someone.policy.inbox, person));
          await expect(picker(page).getByRole("button", { name: person.name })).toHaveCount(0);
          await page.keyboard.press("Escape");
        }
      });
    }

    await test.step("by an address typed into the browser", async () => {
      guard.expectFault(/Failed to load resource.*404/);
      for (const person of session.persons) {
        const someone = of(person);
        const [hidden] = someone.threads.filter(({ isShown }) => !isShown);
        if (!hidden) continue;
        await who.open(`samtale/${hidden.id}`);
        const isOwnClosed = policies.get(session.defaultPerson)?.inbox !== "open";
        if (person.id !== session.defaultPerson && !isOwnClosed) {
          const [name = ""] = person.name.split(" ");
          await button(page, text("otherPerson.switch", { name })).click();
        }
        const isClosed = isOwnClosed || someone.policy.inbox !== "open";
        if (isClosed) await expect(page.getByText(text("inbox.closed"))).toBeVisible();
        else await expect(title(page)).toHaveText(text("thread.hidden"));
        await expectNothingHidden(page);
      }
    });

    // Whatever the page did: no call tells what is hidden, and the only one about it is the address that was typed.
    for (const { method, path, body } of asked) {
      expect(`${decodeURIComponent(path)} ${body}`).not.toContain(HIDDEN);
      const hidden = marked.threads.find(({ id, isShown }) => !isShown && path.split("/").includes(id));
      if (hidden)
        expect(`${method} ${path}`).toMatch(/^GET (\/api\/v1\/threads|\/innboks\/samtale)\/[^/]+(\/person)?$/);
    }
    const closed = asked
      .filter(({ person }) => person !== undefined && policies.get(person)?.inbox !== "open")
      .map(({ path }) => path)
      .filter((path) => /\/(threads|recipients|drafts)/.test(path));
    // The start script follows the page that the server offers, before there is a policy.
    const early = policies.get(session.defaultPerson)?.inbox === "open" ? [] : ["/api/v1/threads?limit=50"];
    expect(closed).toEqual(early);
  });
}
