// The header: where one is, who is logged in, what is new, log-out.

import { Part, button, el, event } from "./parts.js";
import { current, unread } from "./service.js";

const STYLES = `
header { border-bottom: 1px solid #d6d4d3; background: #fff; }
.column { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1.5rem; padding: 0.5rem 1rem;
  max-width: 75rem; }
.name { margin-inline-end: auto; font-size: 1.5rem; font-weight: 600; text-decoration: none; }
.tools { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; }
.tools p { margin: 0; }
nav { flex-basis: 100%; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.5rem; }
a[aria-current] { color: #000; font-weight: 600; text-decoration: none; box-shadow: inset 0 -3px #06596b; }
`;

const PAGES = [
  ["/min-helse", "Min helse"],
  ["/min-helse/timeavtaler", "Timeavtaler"],
  [null, "Innboks"],
];

export class Header extends Part {
  #count = null;
  #isLoading = false;
  /** Set by the shell. */
  inboxPath = "/";
  logOut = () => {};
  pickPerson = () => {};
  takeSignOutBox = () => {};

  connectedCallback() {
    this.draw();
    this.addEventListener(event("refreshvarslinger"), () => this.count());
    this.addEventListener(event("setuserloading"), ({ detail }) => {
      this.#isLoading = detail?.userLoading === true;
      this.draw();
    });
    this.addEventListener(event("setonshowsignoutbox"), ({ detail }) => this.takeSignOutBox(detail.onShowSignOutBox));
  }

  /** Asks how much is new. */
  async count() {
    this.#count = current() && (await unread());
    this.draw();
  }

  draw() {
    const session = current();
    const count = this.#count;
    const told = count === null ? [] : [el("p", {}, `Varsler: ${count} ${count === 1 ? "ulest" : "uleste"}`)];
    const person = this.#isLoading ? "Henter …" : session?.user.name;
    const others = session?.persons.length > 1;
    const pick = button("Hvem du bruker Helsenorge for", () => this.pickPerson(), { "aria-haspopup": "dialog" });
    const logIn = el("a", { href: `/login?returnTo=${encodeURIComponent(location.pathname)}` }, "Logg inn");
    const logOut = button("Logg ut", () => this.logOut());
    const tools = el("div", { class: "tools" }, ...(session ? [...told, el("p", {}, person ?? "")] : []));
    tools.append(...(session ? [...(others ? [pick] : []), logOut] : [logIn]));
    const links = PAGES.map(([path, name]) => {
      const href = path ?? this.inboxPath;
      const isHere = location.pathname.replace(/\/$/, "") === href;
      return el("li", {}, el("a", { href, "aria-current": isHere && "page" }, name));
    });
    const name = el("a", { class: "name", href: "/min-helse" }, "helsenorge");
    const menu = el("nav", { "aria-label": "Helsenorge" }, el("ul", {}, ...links));
    this.show(STYLES, el("header", {}, el("div", { class: "column" }, name, tools, menu)));
  }
}
