// The access policy as the tables in tests/policy state it, read without the app.

import { readFileSync } from "node:fs";
import type { PersonClaims, Session, UserClaims } from "./wire.ts";

type Facts = Record<string, string>;
type Table = Facts[];

/** Lines of a CSV file whose quoted fields may hold commas. */
function table(name: string): Table {
  const file = readFileSync(new URL(`../../policy/${name}.csv`, import.meta.url), "utf8");
  const [header = [], ...lines] = file
    .split("\n")
    .filter(Boolean)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain),
    );
  return lines.map((line) => Object.fromEntries(header.map((column, index) => [column, line[index] ?? ""])));
}

const closings = table("closings");
const categories = table("categories");
const actions = table("actions");

/** The verdict of the first row whose cells all match. */
function firstMatch(rows: Table, facts: Facts): string {
  const matches = ([column, cell]: [string, string]): boolean =>
    ["verdict", "source"].includes(column) || cell === "*" || cell.split("|").includes(facts[column] ?? "");
  const found = rows.find((row) => Object.entries(row).every(matches));
  if (!found?.["verdict"]) throw new Error(`No row for ${JSON.stringify(facts)}`);
  return found["verdict"];
}

const yes = (is: unknown): string => (is === true ? "yes" : "no");

/** A word of the contract, or `unknown`. */
const known = (word: string, ...words: string[]): string => (words.includes(word) ? word : "unknown");

const status = (person: PersonClaims, service: string): string =>
  yes(person.services.some((one) => one.service === service && one.status === "yes"));

function power(person: PersonClaims, now: Date): string {
  const stated = person.powerOfAttorney;
  if (!stated) return "missing";
  if (!["ordinary", "confirmed", "withoutCapacity"].includes(stated.kind)) return "unknownKind";
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Oslo" }).format(now);
  if (!/^\d{4}-\d\d-\d\d$/.test(stated.validTo)) return "noDate";
  if (stated.validTo < today) return "expired";
  return stated.validTo === today ? "lastDay" : "valid";
}

function facts(user: UserClaims, person: PersonClaims, now: Date): Facts {
  return {
    securityLevel: user.securityLevel < 4 ? "below4" : "level4",
    confidentialAddress: yes(user.confidentialAddress),
    relation: known(person.relation, "self", "parent", "powerOfAttorney", "guardian"),
    ageBand: known(person.ageBand, "under12", "12to15", "16to17", "adult"),
    consentLevel: known(person.consentLevel, "none", "basic", "basicPlus", "full"),
    archiveConsent: yes(person.archiveConsent),
    archiveTermsAccepted: yes(person.archiveTermsAccepted),
    powerOfAttorney: power(person, now),
    serviceArea3: person.powerOfAttorney ? yes(person.powerOfAttorney.serviceAreas.includes(3)) : "none",
    messages: status(person, "messages"),
    eContact: status(person, "eContact"),
    contactInfoBlocksWriting: yes(user.contactInfoBlocksWriting),
    granted: "yes",
  };
}

/** What the tables let a user see and do for a person, when the server grants everything. */
export class Policy {
  private readonly facts: Facts;

  constructor(session: Session, person: PersonClaims) {
    this.facts = facts(session.user, person, new Date(session.serverTime));
  }

  /** `open`, or why the inbox is closed. */
  get inbox(): string {
    return firstMatch(closings, this.facts);
  }

  /** `visible`, or why the category is hidden; the inbox is open. */
  category(category: string): string {
    return firstMatch(categories, { ...this.facts, category });
  }

  sees(category: string): boolean {
    return this.inbox === "open" && this.category(category) === "visible";
  }

  /** `allowed`, or why not; the category is visible. */
  action(action: string, category: string, region: string | null): string {
    return firstMatch(actions, { ...this.facts, action, category, region: region ?? "none" });
  }
}
