// The sign-out box: before the session ends it asks the page what to do, then the citizen.

import { Part, button, el } from "./parts.js";

const STYLES = `
:host { display: contents; }
.actions { display: flex; flex-wrap: wrap; gap: 1rem; }
`;

/** Seconds before the end at which the shell begins to ask. */
const WARN = 60;
/** What the page's answer means. */
const EXTEND = 1;
const LOG_OUT = 2;

export class Utloggingsboks extends Part {
  /** Set by the shell. */
  extend = async () => 0;
  logOut = () => {};
  ended = () => {};
  /** What the page has said it wants to be asked. */
  onShowSignOutBox = null;

  #endsAt = 0;
  #lifetime = 0;
  #timer = 0;

  /** The session has so many seconds left. */
  count(seconds) {
    this.#endsAt = performance.now() + seconds * 1000;
    this.#lifetime = Math.max(this.#lifetime, seconds);
    this.find("dialog")?.close();
    this.#look();
  }

  /** There is no session. */
  stop() {
    clearTimeout(this.#timer);
    this.onShowSignOutBox = null;
    this.find("dialog")?.close();
  }

  disconnectedCallback() {
    this.stop();
  }

  async #look() {
    clearTimeout(this.#timer);
    const left = Math.round((this.#endsAt - performance.now()) / 1000);
    if (left <= 0) {
      this.stop();
      return this.ended();
    }
    if (left <= WARN) {
      // Also while the box is shown: what was being written may be safe by now.
      const answer = this.#ask(left);
      if (answer === LOG_OUT) return this.logOut();
      if (answer === EXTEND) return this.count(await this.extend());
      if (!this.find("dialog")) this.#draw();
    }
    if (left <= WARN) this.find("p").textContent = `Du blir logget ut om ${left} sekunder.`;
    this.#timer = setTimeout(() => this.#look(), Math.min(1000, Math.max(left - WARN, 1) * 1000));
  }

  #ask(left) {
    return this.onShowSignOutBox?.({
      tokenCountdown: left,
      tokenWarnUserWhenRemaining: WARN,
      tokenLifetime: Math.round(this.#lifetime),
    });
  }

  #draw() {
    const stay = button("Fortsett å være logget inn", async () => this.count(await this.extend()), { class: "main" });
    const leave = button("Logg ut nå", () => this.logOut());
    const title = el("h2", { id: "title" }, "Du har vært inaktiv en stund");
    const actions = el("div", { class: "actions" }, stay, leave);
    const dialog = el("dialog", { "aria-labelledby": "title" }, title, el("p"), actions);
    dialog.addEventListener("close", () => this.show(STYLES));
    this.show(STYLES, dialog);
    dialog.showModal();
  }
}
