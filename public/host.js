// What the app tells the page that holds it, and the shell around that. No health data, no names.

import { follows } from "./places.js";

const HEADER = "hn-webcomp-header";
const SHELL_EVENT = "hn-webcomp-header-footer-event-";

/** What a developer is told to do. */
const ADVICE = {
  load: "a file of the app could not be fetched",
  panic: "the app broke down; the page must be loaded anew",
  "second-element": "another element has this base-path; this one waits until that one is removed",
  "shell-nonsense": "onShowSignOutBox was not called with three numbers; answered 0",
  "shell-silent": `there is no ${HEADER}; the app goes on alone`,
  "unknown-person": "the session does not name the person that was set; nothing changed",
  unsupported: "the browser lacks something the app needs",
};

/** Dispatches an event once the app, which may be in the middle of something, has come to rest. */
function dispatch(target, name, detail, how) {
  queueMicrotask(() => target.dispatchEvent(new CustomEvent(name, { detail, ...how })));
}

/** One event of the element. */
export function emit(element, name, detail) {
  dispatch(element, `innboks-${name}`, detail, { bubbles: true, composed: true });
}

/** Tells the page, and its developer, what is wrong. */
export function report(element, code, advice = ADVICE[code], level = "warn") {
  console[level](`${element.localName}: ${code}: ${advice}`);
  emit(element, "error", { code });
}

export class Host {
  /** The running app. */
  app = null;
  person = null;
  unread = null;
  unsaved = false;
  #element;
  #page;
  #title;
  /** The header that has the sign-out callback. */
  #told;

  constructor(element) {
    this.#element = element;
  }

  ready() {
    emit(this.#element, "ready", { version: ASSETS.version });
  }

  acting(person = null, unread = null) {
    const isOther = person !== this.person;
    const isNew = isOther || unread !== this.unread;
    this.person = person;
    this.unread = unread;
    if (isOther) emit(this.#element, "person", { person });
    if (isNew && person !== null) emit(this.#element, "unread", { person, count: unread });
  }

  // The first page is no change.
  navigated(page) {
    const path = location.pathname;
    const now = `${page} ${path}`;
    if (this.#page && this.#page !== now) emit(this.#element, "navigate", { path, page });
    this.#page = now;
  }

  keeps(unsaved) {
    if (unsaved !== this.unsaved) emit(this.#element, "unsaved", { unsaved });
    this.unsaved = unsaved;
  }

  error(code) {
    report(this.#element, code);
  }

  title(page = this.#title) {
    this.#title = page;
    if (page && this.#element.hasAttribute("manage-title")) document.title = `${page} – Helsenorge`;
  }

  /** Is the address the element's own? */
  follows() {
    return follows(this.#element);
  }

  #header() {
    return customElements.get(HEADER) ? document.querySelector(HEADER) : null;
  }

  hasHeader() {
    return this.#header() !== null;
  }

  tellHeader(name, userLoading) {
    const header = this.#header();
    if (name === "setonshowsignoutbox") {
      this.#told = header;
      return dispatch(header, SHELL_EVENT + name, { onShowSignOutBox: (box) => this.#signOut(box) });
    }
    // A header that was put in place of the one before knows nothing yet.
    if (header !== this.#told) this.tellHeader("setonshowsignoutbox");
    dispatch(header, SHELL_EVENT + name, userLoading === undefined ? {} : { userLoading });
  }

  askForPicker() {
    dispatch(window, `${SHELL_EVENT}setvispersonvelger`, { visPersonvelger: true });
  }

  isMounted() {
    dispatch(this.#element, "hn-webcomp-common-ismounted");
  }

  // 0 leaves it to the shell, 1 extends.
  #signOut(box) {
    const number = (name) => (typeof box?.[name] === "number" ? box[name] : NaN);
    const times = ["tokenCountdown", "tokenWarnUserWhenRemaining", "tokenLifetime"].map(number);
    return this.app?.sign_out(...times) ?? 0;
  }
}
