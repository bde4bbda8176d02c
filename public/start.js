// What is asked for while the app is on its way, and what the app asks its element.

import { Host } from "./host.js";
import { loadSecond } from "./modules.js";

// The page's preload of the session is the first start's.
let isPreloadUsed = false;

export class Start extends Host {
  #isWished;
  #firstPage;
  #isFirstPageTaken = false;

  /** `isWished`: the page wants another person than the default one, perhaps. */
  constructor(element, settings, isWished) {
    super(element);
    Object.assign(this, settings);
    this.#isWished = isWished;
    this.iconsUrl = ASSETS.icons;
    this.session = this.askSession(isPreloadUsed ? "no-store" : "default");
    isPreloadUsed = true;
    // The app reads the answer itself.
    const copy = this.session.then(async (answer) => answer.ok && JSON.parse(await answer.text())).catch(() => null);
    this.#firstPage = copy.then((session) => this.#askFirstPage(session)).catch(() => null);
    // Most read bokmål: its texts do not wait for the session to say so.
    const texts = this.#prefetch(this.language ?? "nb");
    this.languageKnown = this.language
      ? texts
      : copy.then((session) => {
          this.language = Object.hasOwn(ASSETS.texts, session?.language) ? session.language : "nb";
          return this.language === "nb" ? texts : this.#prefetch(this.language);
        });
    texts.catch(() => null);
  }

  // Past the cache: there a question waits for the same one before it, and a preload that gets no answer has no end.
  askSession(cache = "no-store") {
    const signal = AbortSignal.timeout(20_000);
    return whole(fetch(`${this.apiUrl}/session`, { cache, credentials: "include", signal }));
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
    return whole(
      fetch(new URL(this.apiUrl, location.origin).origin + pathname + search, {
        credentials: "include",
        headers,
        signal: AbortSignal.timeout(20_000),
      }),
    );
  }

  // Once: it says what the inbox was like at the start.
  async takeFirstPage() {
    const page = this.#isFirstPageTaken ? null : this.#firstPage;
    this.#isFirstPageTaken = true;
    return page;
  }

  // The first page has come, or none is to come, or it takes longer than one notices: a page without it would be drawn
  // only to be drawn again.
  async isWhole() {
    await Promise.race([this.#firstPage, new Promise((resolve) => setTimeout(resolve, 50))]);
  }

  // The list is drawn, or there is none: what is fetched now takes nothing from it.
  async drawn() {
    await this.#firstPage;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }

  #prefetch(language) {
    const texts = fetchTexts(language);
    this.#kept = [language, texts];
    return texts;
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

// An answer that has come whole, to be read without waiting: meanwhile the browser would draw a page without it.
async function whole(asked) {
  const answer = await asked;
  const text = await answer.text();
  return Object.assign(new Response(null, answer), { text: async () => text });
}

async function fetchTexts(language, part = 0) {
  const answer = await fetch(ASSETS.texts[language][part]);
  if (!answer.ok) throw new Error("texts");
  return answer.json();
}
