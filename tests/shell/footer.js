// The footer, with the choice of language for the whole of the shell.

import { Part, el } from "./parts.js";

const STYLES = `
footer { padding: 2rem 0; background: #063c49; color: #fff; }
.column { display: flex; flex-wrap: wrap; align-items: end; justify-content: space-between; gap: 1rem 2rem;
  max-width: 75rem; }
p { margin: 0; max-width: 32rem; }
a { color: #fff; }
:focus-visible { outline-color: #fff; }
label { display: grid; gap: 0.25rem; }
select { min-height: 2.75rem; padding: 0.25rem 0.75rem; font: inherit; color: #000; background: #fff;
  border: 0; border-radius: 0.25rem; }
`;

const LANGUAGES = { "": "Som innloggingen sier", nb: "Bokmål", nn: "Nynorsk", en: "English" };

export class Footer extends Part {
  /** Set by the shell. */
  chooseLanguage = () => {};

  connectedCallback() {
    const options = Object.entries(LANGUAGES).map(([tag, name]) =>
      el("option", { value: tag, lang: tag || null }, name),
    );
    const choice = el("select", {}, ...options);
    choice.addEventListener("change", () => this.chooseLanguage(choice.value));
    const told = el("p", {}, "Dette er en etterlikning av Helsenorges ramme, til prøving. Alle personer er oppdiktet.");
    const links = el("ul", {}, el("li", {}, el("a", { href: "/innboksen" }, "Om innboksen")));
    const language = el("label", {}, "Språk på Helsenorge", choice);
    const column = el("div", { class: "column" }, el("div", {}, told, links), language);
    this.show(STYLES, el("footer", {}, column));
  }
}
