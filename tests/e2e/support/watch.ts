// What a page draws and what it asks for, from its first moment on.

import { expect, type Page } from "@playwright/test";

export type Asked = { method: string; path: string; person: string | undefined; body: string };

/** Notes every call that the page makes from now on. */
export function listen(page: Page): Asked[] {
  const asked: Asked[] = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    const person = request.headers()["x-acting-person"];
    asked.push({ method: request.method(), path: pathname + search, person, body: request.postData() ?? "" });
  });
  return asked;
}

/** From now on a word that is drawn, if only for a frame, fails the test: the guard hears the console. */
export async function forbid(page: Page, word: string): Promise<void> {
  await page.addInitScript((word) => {
    const all = { subtree: true, childList: true, characterData: true, attributes: true };
    let watched: ShadowRoot | null | undefined;
    let hasChanged = true;
    const changes = new MutationObserver(() => (hasChanged = true));
    changes.observe(document, all);
    const look = (): void => {
      const root = document.querySelector("hn-webcomp-innboks")?.shadowRoot;
      if (root && root !== watched) {
        changes.observe(root, all);
        hasChanged = true;
      }
      watched = root;
      // What stands as it stood is not read again.
      if (hasChanged && `${document.title} ${root?.innerHTML ?? ""}`.includes(word)) {
        console.error(`${word} was drawn`);
        return;
      }
      hasChanged = false;
      requestAnimationFrame(look);
    };
    look();
  }, word);
}

/** Holds back what is answered to these calls, until it is let go: then a page that no longer wants it gets it. */
export async function holdBack(page: Page, calls: RegExp): Promise<() => void> {
  let letGo = (): void => undefined;
  const isLetGo = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(calls, async (route) => {
    const response = await route.fetch();
    await isLetGo;
    // The page may have given it up.
    await route.fulfill({ response }).catch(() => undefined);
  });
  return letGo;
}

/** All that the page holds: every text, attribute and field, the address and the title. */
export async function content(page: Page): Promise<string> {
  return page.evaluate(() => {
    const root = document.querySelector("hn-webcomp-innboks")?.shadowRoot;
    const fields = [...(root?.querySelectorAll("input, textarea") ?? [])] as (HTMLInputElement | HTMLTextAreaElement)[];
    const state: unknown = history.state;
    return [
      location.href,
      JSON.stringify(state),
      document.documentElement.outerHTML,
      root?.innerHTML,
      ...fields.map(({ value }) => value),
    ].join("\n");
  });
}

/** The word stands nowhere: not in the page, and not in what a screen reader is given. */
export async function expectNowhere(page: Page, word: string): Promise<void> {
  expect(await content(page)).not.toContain(word);
  expect(await page.locator("body").ariaSnapshot()).not.toContain(word);
}

/** Goes to an address of the app as the forward button does: the page is not loaded anew. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((path) => {
    const state: unknown = history.state;
    history.pushState(state, "", `/innboks/${path}`);
    dispatchEvent(new PopStateEvent("popstate", { state }));
  }, path);
}
