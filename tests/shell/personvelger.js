// The person picker: asked for by the header, or by whoever tells `setvispersonvelger` on the window.

import { Part, button, el, event } from "./parts.js";
import { current } from "./service.js";

const STYLES = `
:host { display: contents; }
ul { display: grid; gap: 0.5rem; margin-bottom: 1rem; }
li button { width: 100%; border-radius: 0.25rem; text-align: start; }
`;

export class Personvelger extends Part {
  /** Set by the shell. */
  choose = () => {};
  chosen = () => null;

  #asked = new AbortController();

  connectedCallback() {
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    addEventListener(event("setvispersonvelger"), ({ detail }) => detail?.visPersonvelger && this.ask(), { signal });
  }

  disconnectedCallback() {
    this.#asked.abort();
  }

  /** Asks on whose behalf Helsenorge is used. */
  ask() {
    const persons = current()?.persons ?? [];
    if (!persons.length || this.find("dialog")) return;
    const chosen = this.chosen();
    const dialog = el("dialog", { "aria-labelledby": "title" });
    const choose = (id) => {
      dialog.close();
      this.choose(id);
    };
    const items = persons.map(({ id, name }) =>
      el(
        "li",
        {},
        button(name, () => choose(id), { "aria-current": id === chosen && "true" }),
      ),
    );
    const title = el("h2", { id: "title" }, "Hvem vil du bruke Helsenorge for?");
    dialog.append(
      title,
      el("ul", {}, ...items),
      button("Avbryt", () => dialog.close()),
    );
    dialog.addEventListener("close", () => this.show(STYLES));
    this.show(STYLES, dialog);
    dialog.showModal();
  }
}
