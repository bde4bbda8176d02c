// The custom element: gets what the app needs, mounts it in an open shadow root, and takes over
// when it cannot run.
import { mount, unmount } from "innboks-app";
import { showFailure } from "./failure.js";
import { forgetModules, loadFirst } from "./modules.js";
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
  static observedAttributes = ["lang", "base-path", "api-url"];

  // Goes up with each start and stop, so that what an earlier start fetched is not mounted.
  #turn = 0;
  #runs = false;
  #mounted = null;

  connectedCallback() {
    // A move in the DOM disconnects and connects again: the app goes on.
    if (!this.#runs) this.#run();
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop();
    });
  }

  attributeChangedCallback(_name, before, after) {
    if (this.#runs && before !== after) {
      this.#stop();
      this.#run();
    }
  }

  async #run() {
    this.#runs = true;
    const turn = ++this.#turn;
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    // Until the app is there, the element's own children (a skeleton) are shown.
    root.replaceChildren(document.createElement("slot"));
    if (!isSupported()) return this.#fail("unsupported");
    if (isBroken) return this.#fail("panic");
    const start = new Start(this);
    try {
      const [style] = await Promise.all([loadSheet(), loadFirst(), start.languageKnown]);
      if (turn !== this.#turn) return;
      const container = document.createElement("div");
      const mounted = await mount(container, start);
      if (turn !== this.#turn) return unmount(mounted);
      this.#mounted = mounted;
      this.#watch();
      root.adoptedStyleSheets = [style];
      root.replaceChildren(container);
    } catch (error) {
      if (turn === this.#turn) this.#fail(error instanceof WebAssembly.RuntimeError ? "panic" : "load");
    }
  }

  #stop() {
    this.#runs = false;
    this.#turn += 1;
    this.#unwatch.abort();
    if (this.#mounted) unmount(this.#mounted);
    this.#mounted = null;
    this.shadowRoot?.replaceChildren();
  }

  #unwatch = new AbortController();

  // An exception that comes out of the module has left it half done, whether it panicked (then it is a trap, and says
  // nothing) or not.
  #watch() {
    this.#unwatch = new AbortController();
    const look = (error) => String(error?.stack).includes(".wasm") && this.#fail("panic");
    const { signal } = this.#unwatch;
    addEventListener("error", (event) => look(event.error), { signal });
    addEventListener("unhandledrejection", (event) => look(event.reason), { signal });
    followPrinting(this, signal);
  }

  // The module is not called again: the panel is all that is left.
  #fail(kind) {
    isBroken ||= kind === "panic";
    // What could not be fetched is asked for again by a later start.
    if (kind === "load") {
      sheet = undefined;
      forgetModules();
    }
    this.#turn += 1;
    this.#unwatch.abort();
    this.#mounted = null;
    const fields = this.shadowRoot.querySelectorAll("input[type=text], textarea");
    const unsent = [...fields].map((field) => field.value.trim()).filter(Boolean);
    const language = this.getAttribute("lang") ?? this.shadowRoot.querySelector("[lang]")?.lang;
    showFailure(this.shadowRoot, kind, language ?? document.documentElement.lang, unsent);
  }
}
