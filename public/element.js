// The custom element: gets what the app needs, mounts it in an open shadow root, and takes over
// when it cannot run.
import { mount, unmount } from "innboks-app";
import { apiUrlOf, basePathOf, languageOf, shellOf, Unusable } from "./attributes.js";
import { showFailure } from "./failure.js";
import { declareFonts } from "./fonts.js";
import { report } from "./host.js";
import { loadFirst } from "./modules.js";
import { enter, leave } from "./places.js";
import { followPrinting } from "./print.js";
import { Start } from "./start.js";
import { isSupported } from "./support.js";

// One sheet serves every element of the page.
let sheet;
// After a crash the module cannot be had anew on the same page.
let isBroken = false;

// A page that comes back from the browser's memory may be of someone who has logged out since.
addEventListener("pageshow", (event) => event.persisted && location.reload());

function loadSheet() {
  sheet ??= fetch(ASSETS.css)
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error("style"))))
    .then((text) => new CSSStyleSheet().replace(text));
  return sheet;
}

export class Innboks extends HTMLElement {
  static observedAttributes = ["lang", "base-path", "api-url", "shell", "manage-title"];

  // Goes up with each start and stop, so that what an earlier start fetched is not mounted.
  #turn = 0;
  #runs = false;
  #waits = false;
  #start = null;
  // Whom the page wants to act for, until the app can be told.
  #wish = null;

  get basePath() {
    return this.getAttribute("base-path") ?? "/";
  }

  set basePath(path) {
    this.#reflect("base-path", path);
  }

  get apiUrl() {
    return this.getAttribute("api-url") ?? "/api/v1";
  }

  set apiUrl(url) {
    this.#reflect("api-url", url);
  }

  get shell() {
    return shellOf(this, () => {});
  }

  set shell(shell) {
    this.#reflect("shell", shell);
  }

  get manageTitle() {
    return this.hasAttribute("manage-title");
  }

  set manageTitle(manages) {
    this.toggleAttribute("manage-title", Boolean(manages));
  }

  get person() {
    return this.#start?.person ?? null;
  }

  set person(person) {
    this.#wish = person ?? null;
    queueMicrotask(() => this.#actFor());
  }

  get unread() {
    return this.#start?.unread ?? null;
  }

  get unsaved() {
    return this.#start?.unsaved ?? false;
  }

  get version() {
    return ASSETS.version;
  }

  connectedCallback() {
    // What was set before the element was defined hides the properties. (An old browser has no `Object.hasOwn`.)
    for (const name of ["basePath", "apiUrl", "shell", "manageTitle", "person"]) {
      if (!this.hasOwnProperty(name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    // A move in the DOM disconnects and connects again: the app goes on.
    if (!this.#runs) this.#run();
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop();
    });
  }

  attributeChangedCallback(name, before, after) {
    // After a breakdown the panel holds what was written, and nothing else does.
    if (!this.#runs || before === after || isBroken) return;
    const app = this.#start?.app;
    if (name === "manage-title") this.#start?.title();
    else if (name === "lang" && after && app) {
      app.speak(languageOf(this, this.#warn));
    } else {
      // Another base path is another place.
      if (name === "base-path") this.#stop();
      else this.#end();
      this.#run();
    }
  }

  #reflect(attribute, value) {
    if (value === null || value === undefined) this.removeAttribute(attribute);
    else this.setAttribute(attribute, value);
  }

  #warn = (code, advice) => report(this, code, advice);

  #actFor() {
    const app = this.#start?.app;
    if (!app || this.#wish === null) return;
    app.act_for(String(this.#wish));
    this.#wish = null;
  }

  async #run() {
    this.#runs = true;
    const turn = ++this.#turn;
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    // Until the app is there, the element's own children (a skeleton) are shown.
    root.replaceChildren(document.createElement("slot"));
    if (!isSupported()) return this.#fail("unsupported");
    if (isBroken) return this.#fail("panic");
    try {
      const basePath = basePathOf(this);
      const apiUrl = apiUrlOf(this);
      this.#waits = !enter(this, basePath);
      if (this.#waits) return this.#fail("second-element");
      const settings = { basePath, apiUrl, shell: shellOf(this, this.#warn) };
      const start = new Start(this, { ...settings, language: languageOf(this, this.#warn) }, this.#wish !== null);
      this.#start = start;
      const [style] = await Promise.all([loadSheet(), loadFirst(), start.languageKnown]);
      if (turn !== this.#turn) return;
      const container = document.createElement("div");
      const app = await mount(container, start);
      if (turn !== this.#turn) return unmount(app);
      start.app = app;
      this.#actFor();
      this.#watch();
      await start.isWhole();
      // Whoever ended it has unmounted it, or it is broken.
      if (turn !== this.#turn) return;
      declareFonts();
      root.adoptedStyleSheets = [style];
      root.replaceChildren(container);
    } catch (error) {
      if (turn !== this.#turn) return;
      if (error instanceof Unusable) this.#fail(error.code, error.message);
      else this.#fail(error instanceof WebAssembly.RuntimeError ? "panic" : "load");
    }
  }

  #stop() {
    this.#runs = false;
    this.#end();
    this.shadowRoot?.replaceChildren();
    const next = leave(this);
    if (next?.#waits) next.#run();
  }

  #end() {
    this.#turn += 1;
    this.#unwatch.abort();
    const app = this.#start?.app;
    if (app) {
      this.#start.app = null;
      unmount(app);
    }
    this.#start = null;
  }

  #unwatch = new AbortController();

  // An exception that comes out of the module has left it half done, whether it panicked (then it is a trap, and says
  // nothing) or not.
  #watch() {
    this.#unwatch = new AbortController();
    // The page may have modules of its own.
    const look = (error) => /\/innboks-[\w-]+\.wasm/.test(error?.stack) && this.#fail("panic");
    const { signal } = this.#unwatch;
    addEventListener("error", (event) => look(event.error), { signal });
    addEventListener("unhandledrejection", (event) => look(event.reason), { signal });
    followPrinting(this, signal);
  }

  // The module is not called again: the panel is all that is left.
  #fail(kind, advice) {
    isBroken ||= kind === "panic";
    // What could not be fetched is asked for again by a later start.
    if (kind === "load") sheet = undefined;
    this.#turn += 1;
    this.#unwatch.abort();
    if (this.#start) this.#start.app = null;
    const fields = this.shadowRoot.querySelectorAll("input[type=text], textarea");
    const unsent = [...fields].map((field) => field.value.trim()).filter(Boolean);
    const language = this.getAttribute("lang") ?? this.shadowRoot.querySelector("[lang]")?.lang;
    showFailure(this.shadowRoot, kind, language ?? document.documentElement.lang, unsent);
    report(this, kind, advice, "error");
  }
}
