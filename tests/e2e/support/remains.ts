// What a page could leave behind.

import type { Page } from "@playwright/test";

/** Everything that a page holds or has stored, as one text: nodes within shadow roots too, fields, stores, address. */
export async function remains(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const found: unknown[] = [document.title, location.href, history.state, document.cookie, window.name];
    const look = (root: Document | ShadowRoot): void => {
      found.push(root instanceof Document ? root.documentElement.outerHTML : root.innerHTML);
      for (const element of root.querySelectorAll<HTMLInputElement>("*")) {
        if ("value" in element) found.push(element.value);
        if (element.shadowRoot) look(element.shadowRoot);
      }
    };
    look(document);
    found.push({ ...localStorage }, { ...sessionStorage });
    const finished = <T>(asked: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    for (const { name } of await indexedDB.databases()) {
      const database = await finished(indexedDB.open(name ?? ""));
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store);
        found.push(name, store, await finished(all.getAllKeys()), await finished(all.getAll()));
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        found.push(name, request.url, await (await cache.match(request))?.text());
      }
    }
    return found.map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join("\n");
  });
}
