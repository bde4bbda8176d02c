import { readFileSync } from "node:fs";
import type nb from "../../../public/texts/nb.json";

/** The name of a text of the interface. */
export type TextKey = keyof typeof nb;
export type Language = "nb" | "nn" | "en" | "se";
export type Texts = Record<TextKey, string>;

const catalogues = new Map<Language, Texts>();

/** Every text of a language, as the app is built from it. */
export function texts(language: Language): Texts {
  let found = catalogues.get(language);
  if (!found) {
    const file = new URL(`../../../public/texts/${language}.json`, import.meta.url);
    found = JSON.parse(readFileSync(file, "utf8")) as Texts;
    catalogues.set(language, found);
  }
  return found;
}

/** A text with its placeholders filled in. */
export function text(key: TextKey, values: Record<string, string | number> = {}, language: Language = "nb"): string {
  return texts(language)[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Matches a text whatever stands in its placeholders. */
export function pattern(key: TextKey, language: Language = "nb"): RegExp {
  const parts = texts(language)[key].split(/\{\w+\}/);
  return new RegExp(parts.map(escaped).join(".+"));
}

/** A text as a regular expression takes it. */
export function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** «3 uleste», as the interface counts. */
export function unreadCount(count: number): string {
  if (count === 0) return text("inbox.unreadCount.none");
  return count === 1 ? text("inbox.unreadCount.one") : text("inbox.unreadCount.other", { count });
}

/** «22. november 2026», as the interface writes a day. */
export function longDate(day: string, language: Language = "nb"): string {
  if (language === "se") return samiDate(day);
  const locale = { nb: "nb-NO", nn: "nn-NO", en: "en-GB" }[language];
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(locale, options).format(new Date(day));
}

const SAMI_MONTHS = "ođđajage guovva njukča cuoŋo miesse geasse suoidne borge čakča golggot skábma juovla".split(" ");

/** «skábmamánu 22. b. 2026», which few browsers know. */
function samiDate(day: string): string {
  const at = new Date(day);
  return `${SAMI_MONTHS[at.getUTCMonth()]}mánu ${at.getUTCDate()}. b. ${at.getUTCFullYear()}`;
}

/** What the interface calls a person in the middle of a sentence. */
export const firstName = (name: string): string => name.split(" ")[0] ?? name;

/** The interface's languages by their own names, as the choice shows them. */
export const LANGUAGES = {
  nb: "Bokmål",
  nn: "Nynorsk",
  en: "English",
  se: "Davvisámegiella (geahččaleapmi)",
} as const;
