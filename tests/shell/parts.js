// What the parts of the shell have in common. No markup as text anywhere: the page runs under Trusted Types.

/** An element with attributes and children; what is absent is left out. */
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value != null && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}

/** A button that does something. */
export function button(text, act, attributes = {}) {
  const node = el("button", { type: "button", ...attributes }, text);
  node.addEventListener("click", act);
  return node;
}

/** Names of the shell's events. */
export const event = (name) => `hn-webcomp-header-footer-event-${name}`;

/** A part of the shell, in a shadow root with its styles. */
export class Part extends HTMLElement {
  #root = this.attachShadow({ mode: "open" });

  /** Draws the part anew. */
  show(styles, ...children) {
    this.#root.adoptedStyleSheets = [sheet(BASE), sheet(styles)];
    this.#root.replaceChildren(...children);
  }

  find(selector) {
    return this.#root.querySelector(selector);
  }
}

const sheets = new Map();

function sheet(text) {
  if (!sheets.has(text)) {
    const made = new CSSStyleSheet();
    made.replaceSync(text);
    sheets.set(text, made);
  }
  return sheets.get(text);
}

const BASE = `
:host { display: block; font: 1.125rem/1.5 Arial, Verdana, sans-serif; color: #000; }
*, ::before, ::after { box-sizing: border-box; }
a, button { color: #06596b; font: inherit; }
a { display: inline-flex; align-items: center; min-height: 2.75rem; text-underline-offset: 0.25rem; }
a:hover { text-decoration-thickness: 2px; }
button { min-height: 2.75rem; padding: 0.25rem 1.25rem; border: 2px solid #06596b; border-radius: 2rem;
  background: #fff; cursor: pointer; }
button:hover { background: #e4f7f9; }
button.main { background: #06596b; color: #fff; }
button.main:hover { background: #063c49; }
:focus-visible { outline: 3px solid #06596b; outline-offset: 2px; }
.column { max-width: 53rem; margin: 0 auto; padding: 0 1rem; }
h2 { margin: 0 0 0.5rem; font-size: 1.375rem; line-height: 1.25; }
p { margin: 0 0 1rem; }
ul { margin: 0; padding: 0; list-style: ""; }
dialog { width: min(34rem, 100% - 2rem); max-height: calc(100vh - 2rem); padding: 1.5rem; border: 0;
  border-radius: 0.25rem; color: inherit; }
dialog::backdrop { background: rgb(6 60 73 / 70%); }
`;
