// The custom element: gets what the app needs, mounts it in an open shadow root, and takes over
// when it cannot run.
import init, { mount, unmount } from "innboks-app";
import { showFailure } from "./failure.js";
import { Start } from "./start.js";
import { isSupported } from "./support.js";

// One module and one sheet serve every element of the page.
let wasm;
let sheet;

function loadWasm() {
  wasm ??= init({ module_or_path: fetch(ASSETS.wasm) });
  return wasm;
}

function loadSheet() {
  sheet ??= fetch(ASSETS.css)
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error("style"))))
    .then((text) => new CSSStyleSheet().replace(text));
  return sheet;
}

export class Innboks extends HTMLElement {
  static observedAttributes = ["lang", "base-path", "api-url"];

  // Goes up with each start, so that what an earlier one fetched is not mounted.
  #turn = 0;
  #mounted = null;

  connectedCallback() {
    // A move in the DOM disconnects and connects again: the app goes on.
    if (!this.#turn) this.#run();
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop();
    });
  }

  attributeChangedCallback(_name, before, after) {
    if (this.#turn && before !== after) {
      this.#stop();
      this.#run();
    }
  }

  async #run() {
    const turn = ++this.#turn;
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    // Until the app is there, the element's own children (a skeleton) are shown.
    root.replaceChildren(document.createElement("slot"));
    if (!isSupported()) return this.#fail("unsupported");
    const start = new Start(this, () => this.#fail("panic"));
    try {
      const [style] = await Promise.all([loadSheet(), loadWasm(), start.language_known]);
      if (turn !== this.#turn) return;
      root.adoptedStyleSheets = [style];
      const container = document.createElement("div");
      const mounted = await mount(container, start);
      if (turn !== this.#turn) return unmount(mounted);
      this.#mounted = mounted;
      root.replaceChildren(container);
    } catch {
      // A failed fetch must not be kept for the next try.
      wasm = sheet = undefined;
      if (turn === this.#turn) this.#fail("load");
    }
  }

  #stop() {
    this.#turn = 0;
    if (this.#mounted) unmount(this.#mounted);
    this.#mounted = null;
    this.shadowRoot?.replaceChildren();
  }

  // After a panic the module must not be called again: the panel is all that is left.
  #fail(kind) {
    this.#mounted = null;
    const fields = this.shadowRoot.querySelectorAll("textarea");
    const unsent = [...fields].map((field) => field.value.trim()).filter(Boolean);
    showFailure(this.shadowRoot, kind, this.getAttribute("lang") ?? document.documentElement.lang, unsent);
  }
}
