// What is asked for while the app is on its way, and what the app asks its element.

import { Host } from "./host.js";
import { loadSecond } from "./modules.js";

export class Start extends Host {
  #isWished;
  #firstPageCame;

  /** `isWished`: the page wants another person than the default one, perhaps. */
  constructor(element, settings, isWished) {
    super(element);
    Object.assign(this, settings);
    this.#isWished = isWished;
    this.iconsUrl = ASSETS.icons;
    this.session = this.askSession();
    // Both are copies: the app reads the answer itself.
    const copy = this.session.then((answer) => (answer.ok ? answer.clone().json() : null)).catch(() => null);
    this.firstPage = copy.then((session) => this.#askFirstPage(session)).catch(() => null);
    this.#firstPageCame = this.firstPage.then((answer) => answer?.clone().arrayBuffer()).catch(() => null);
    this.languageKnown = this.language
      ? this.#prefetch()
      : copy.then((session) => {
          this.language = Object.hasOwn(ASSETS.texts, session?.language) ? session.language : "nb";
          return this.#prefetch();
        });
  }

  askSession() {
    return fetch(`${this.apiUrl}/session`, { credentials: "include", signal: AbortSignal.timeout(20_000) });
  }

  // The server names the address; the app checks what comes like everything else.
  #askFirstPage(session) {
    const isInbox = location.pathname.replace(/\/+$/, "") === this.basePath.replace(/\/+$/, "");
    const address = session?.firstPage;
    // An entry that names a person, or an address that asks for a part of the list, needs another page.
    const isDefault = !this.#isWished && !String(history.state ?? "").split(" ")[1] && !location.search;
    if (!isInbox || !isDefault || typeof address !== "string" || !address.startsWith("/")) return null;
    const headers = { "X-Acting-Person": String(session.defaultPerson) };
    // Whatever host it names, the question goes to our own.
    const { pathname, search } = new URL(address, location.origin);
    return fetch(new URL(this.apiUrl, location.origin).origin + pathname + search, {
      credentials: "include",
      headers,
      signal: AbortSignal.timeout(20_000),
    }).catch(() => null);
  }

  // The list is drawn, or there is none: what is fetched now takes nothing from it.
  async drawn() {
    await this.#firstPageCame;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
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
}

async function fetchTexts(language, part = 0) {
  const answer = await fetch(ASSETS.texts[language][part]);
  if (!answer.ok) throw new Error("texts");
  return answer.json();
}
