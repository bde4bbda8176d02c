// What is asked for while the app is on its way, and what the app asks its element.

import { loadSecond } from "./modules.js";

const LANGUAGES = ["nb", "nn", "en", "se"];

export class Start {
  #element;

  constructor(element) {
    this.#element = element;
    this.apiUrl = (element.getAttribute("api-url") ?? "/api/v1").replace(/\/+$/, "");
    this.basePath = element.getAttribute("base-path") ?? "/";
    this.iconsUrl = ASSETS.icons;
    this.session = this.askSession();
    // Both are copies: the app reads the answer itself.
    const copy = this.session.then((answer) => (answer.ok ? answer.clone().json() : null)).catch(() => null);
    this.firstPage = copy.then((session) => this.#askFirstPage(session));
    this.language = chosen(element.getAttribute("lang"));
    this.languageKnown = this.language
      ? this.#prefetch()
      : copy.then((session) => {
          this.language = chosen(session?.language) ?? "nb";
          return this.#prefetch();
        });
  }

  askSession() {
    return fetch(`${this.apiUrl}/session`, { credentials: "same-origin", signal: AbortSignal.timeout(20_000) });
  }

  // The server names the address; the app checks what comes like everything else.
  #askFirstPage(session) {
    const isInbox = location.pathname.replace(/\/+$/, "") === this.basePath.replace(/\/+$/, "");
    const address = session?.firstPage;
    // An entry that names a person, or an address that asks for a part of the list, needs another page.
    const isDefault = !String(history.state ?? "").split(" ")[1] && !location.search;
    if (!isInbox || !isDefault || typeof address !== "string" || !address.startsWith("/")) return null;
    const headers = { "X-Acting-Person": String(session.defaultPerson) };
    // Whatever host it names, the question goes to our own.
    const { pathname, search } = new URL(address, location.origin);
    return fetch(pathname + search, {
      credentials: "same-origin",
      headers,
      signal: AbortSignal.timeout(20_000),
    }).catch(() => null);
  }

  async #prefetch() {
    this.#kept = [this.language, fetchTexts(this.language)];
    await this.#kept[1];
  }

  #kept = [null, null];

  texts(language) {
    const [kept, texts] = this.#kept;
    return kept === language ? texts : fetchTexts(language);
  }

  laterTexts(language) {
    return fetchTexts(language, 1);
  }

  // The second module, and the texts that go with it.
  async second(language) {
    const [texts] = await Promise.all([this.laterTexts(language), loadSecond()]);
    return texts;
  }

  title(page) {
    if (this.#element.hasAttribute("manage-title")) document.title = `${page} – Helsenorge`;
  }
}

function chosen(language) {
  if (!language) return null;
  return LANGUAGES.includes(language) ? language : "nb";
}

async function fetchTexts(language, part = 0) {
  const answer = await fetch(ASSETS.texts[language][part]);
  if (!answer.ok) throw new Error("texts");
  return answer.json();
}
