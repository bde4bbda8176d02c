// The pages that are the shell's own.

import { el } from "./parts.js";

const list = (...links) => el("ul", {}, ...links.map(([href, name]) => el("li", {}, el("a", { href }, name))));

/** Title and content of the page at an address. */
export function pageAt(path, inbox) {
  const [title, ...content] = {
    "/min-helse": [
      "Min helse",
      el("p", {}, "Herfra kommer du til tjenestene."),
      list([inbox, "Innboks"], ["/min-helse/timeavtaler", "Timeavtaler"], ["/innboksen", "Om innboksen"]),
    ],
    "/min-helse/timeavtaler": ["Timeavtaler", el("p", {}, "Du har ingen timeavtaler i denne etterlikningen.")],
    "/innboksen": ["Om innboksen", el("p", {}, "Dette er en side ved siden av innboksen, ikke i den.")],
  }[path] ?? ["Fant ikke siden", el("p", {}, "Det er ingen side på denne adressen.")];
  return [title, el("main", { class: "page" }, el("h1", {}, title), ...content)];
}
