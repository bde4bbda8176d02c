import { readFile } from "node:fs/promises";
import ICAL from "ical.js";
import { expect, test, type Page } from "./fixtures.ts";
import { quoted } from "./support/database.ts";
import { button } from "./support/page.ts";
import { text } from "./support/texts.ts";

const LETTER = "t-solveig-01";

/** The calendar entry that the letter gives, as a library reads it that knows nothing of us. */
async function entry(page: Page): Promise<{ event: ICAL.Event; starts: Date; ends: Date; file: string }> {
  const download = page.waitForEvent("download");
  await button(page, text("letter.calendar")).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/\.ics$/);
  const file = await readFile(await saved.path(), "utf8");
  const calendar = new ICAL.Component(ICAL.parse(file) as unknown[]);
  const [component, ...more] = calendar.getAllSubcomponents("vevent");
  if (!component || more.length) throw new Error("not one event");
  const event = new ICAL.Event(component);
  const instant = (time: ICAL.Time): Date => {
    expect(["Europe/Oslo", "UTC"]).toContain(time.zone?.tzid);
    return time.toJSDate();
  };
  return { event, starts: instant(event.startDate), ends: instant(event.endDate), file };
}

const TIMES: [string, string, string][] = [
  ["a winter day", "2026-12-01T09:30:00Z", "2026-12-01T10:15:00Z"],
  ["a summer day", "2027-06-15T06:00:00Z", "2027-06-15T06:45:00Z"],
  ["over the night when summer time begins", "2027-03-28T00:30:00Z", "2027-03-28T01:30:00Z"],
  ["the hour that comes twice, the first time", "2027-10-31T00:30:00Z", "2027-10-31T00:45:00Z"],
  ["the hour that comes twice, the second time", "2027-10-31T01:30:00Z", "2027-10-31T02:30:00Z"],
  ["leap day, over midnight", "2028-02-29T21:30:00Z", "2028-02-29T23:30:00Z"],
];

for (const [when, starts, ends] of TIMES) {
  test(`a calendar shows the appointment at its exact time: ${when}`, async ({ citizen }) => {
    const solveig = await citizen("solveig");
    const [from, to] = [starts, ends].map((at) => new Date(at).toISOString());
    solveig.change(`UPDATE appointments SET starts_at = '${from}', ends_at = '${to}' WHERE thread_id = '${LETTER}'`);
    const page = await solveig.open(`samtale/${LETTER}`);
    const found = await entry(page);
    expect(found.starts.toISOString()).toBe(from);
    expect(found.ends.toISOString()).toBe(to);
  });
}

test("a calendar entry says what, where and whom, and others see only that one is busy", async ({ citizen }) => {
  const solveig = await citizen("solveig");
  const hostile = "Inngang B; «rød dør», 2. etg.\\n\nEND:VEVENT\r\nATTENDEE:mailto:x@example.no ".repeat(4).trim();
  solveig.change(`UPDATE appointments SET place = ${quoted(hostile)}, ends_at = NULL WHERE thread_id = '${LETTER}'`);
  const page = await solveig.open(`samtale/${LETTER}`);
  const { event, file } = await entry(page);
  expect(event.summary).toContain("skjoldbruskkjertelen");
  expect(event.location).toBe(hostile.replaceAll("\r", ""));
  expect(event.description).toContain(text("letter.phone"));
  expect(event.component.getFirstPropertyValue("class")).toBe("PRIVATE");
  expect(event.attendees).toEqual([]);
  expect(event.uid).toBe(`${LETTER}@helsenorge.no`);
  expect(file.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
});
