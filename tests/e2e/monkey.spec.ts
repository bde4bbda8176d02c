// Somebody who presses and types without knowing what: nothing breaks. One that does is named by its seed;
// INNBOKS_SEED=7 runs it alone.

import { expect, test, type Page } from "./fixtures.ts";
import { chance } from "./support/chance.ts";
import { rows } from "./support/page.ts";
import { text } from "./support/texts.ts";

const deep = Boolean(process.env["INNBOKS_DEEP"]);
const alone = process.env["INNBOKS_SEED"];
const seeds = alone ? [Number(alone)] : Array.from({ length: deep ? 10 : 1 }, (_, seed) => seed);
const ACTIONS = deep || alone ? 5_000 : 200;
const AT_ONCE = 50;
/** It may choose any language, and stays logged in. */
const LOG_OUT = (["nb", "nn", "en", "se"] as const).map((language) => text("bar.logOut", {}, language));

/** Does so many things, and says what it did. */
async function act(page: Page, drawn: number[], logOut: string[]): Promise<string[]> {
  return page.evaluate(
    async ({ drawn, logOut }) => {
      const did: string[] = [];
      type Entries = { canGoForward: boolean; currentEntry: { index: number } };
      const { navigation: history } = window as unknown as { navigation: Entries };
      const paths = [
        "",
        "utkast",
        "personer",
        "skriv",
        "om",
        "hvorfor",
        "lagt-bort",
        "samtale/t-kari-13",
        "finnes/ikke",
      ];
      const keys = ["Enter", "Escape", "Tab", "ArrowDown", "ArrowUp", "Home", "j", "k", "?", "/", "u", "r", "n"];
      const words = ["blodprøve", "Å", "🦊", "  ", "<b>", "vedlegg", "x".repeat(3_000), "2026-11-22", "\u202e\u0000"];
      const pick = <T>(from: T[], at: number): T | undefined => from[at % from.length];
      for (const number of drawn) {
        const [what, which] = [number % 20, Math.floor(number / 20)];
        const root = document.querySelector("hn-webcomp-innboks")?.shadowRoot;
        if (!root) return did;
        const dialog = root.querySelector("dialog[open]") ?? root;
        const seen = [...dialog.querySelectorAll<HTMLElement>("a, button, input, select, textarea, summary")].filter(
          (one) =>
            one.checkVisibility() &&
            !logOut.includes(one.textContent?.trim() ?? "") &&
            one.getAttribute("type") !== "file",
        );
        const one = pick(seen, which);
        if (what < 12 && one) {
          did.push(`${one.localName} ${(one.textContent || one.getAttribute("name") || "").trim().slice(0, 40)}`);
          one.focus();
          if (one instanceof HTMLSelectElement) {
            one.selectedIndex = which % one.options.length;
            one.dispatchEvent(new Event("change", { bubbles: true }));
          } else if (
            one instanceof HTMLTextAreaElement ||
            (one instanceof HTMLInputElement && one.type !== "radio" && one.type !== "checkbox")
          ) {
            if (!one.readOnly && !one.disabled)
              one.value = one.type === "date" ? "2026-11-22" : (pick(words, which) ?? "");
            one.dispatchEvent(new Event("input", { bubbles: true }));
            if (which % 3 === 0) one.dispatchEvent(new Event("change", { bubbles: true }));
          } else if (one instanceof HTMLAnchorElement && (one.target || one.origin !== location.origin)) {
            // That leads out.
          } else if (one instanceof HTMLAnchorElement && !one.pathname.startsWith("/innboks/")) {
            // That too.
          } else {
            one.click();
            if (which % 4 === 0) one.click();
          }
        } else if (what < 16) {
          const key = pick(keys, which) ?? "Enter";
          did.push(`key ${key}`);
          const at = root.activeElement ?? document.body;
          at.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }));
          at.dispatchEvent(new KeyboardEvent("keyup", { key, bubbles: true, composed: true }));
        } else if (what < 18) {
          const path = `/innboks/${pick(paths, which) ?? ""}`;
          did.push(`go to ${path}`);
          const state: unknown = window.history.state;
          window.history.pushState(state, "", path);
          dispatchEvent(new PopStateEvent("popstate", { state }));
        } else {
          const way = which % 3 === 0 ? 1 : -1;
          // Not out of the app, though it may be on its way back itself.
          if (!(way > 0 ? history.canGoForward : history.currentEntry.index > 2)) continue;
          did.push(way > 0 ? "forward" : "back");
          const [before, from] = [location.href, history.currentEntry];
          window.history.go(way);
          for (let waits = 0; waits < 20 && history.currentEntry === from; waits++)
            await new Promise((resolve) => setTimeout(resolve, 10));
          if (!location.pathname.startsWith("/innboks/")) return [...did, `left from ${before}`];
        }
        await new Promise((resolve) => setTimeout(resolve, number % 5 === 0 ? 40 : 0));
      }
      return did;
    },
    { drawn, logOut },
  );
}

for (const seed of seeds) {
  test(`${ACTIONS} presses, keys and words at random break nothing (seed ${seed})`, async ({
    citizen,
    guard,
  }, info) => {
    test.setTimeout(60_000 + ACTIONS * 400);
    // Answers to what was asked in an odd order; each is told in the page.
    guard.expectFault(/Failed to load resource.*(40[0349]|412|422)/, /net::ERR_ABORTED/);
    const below = chance(seed);
    const kari = await citizen("kari", { lifetimeSeconds: 20_000 });
    await kari.page.addInitScript(() => (window.print = () => undefined));
    const page = await kari.open();
    await expect(rows(page)).toHaveCount(50);
    await page.evaluate(() => {
      for (let entry = 0; entry < 4; entry++) history.pushState(history.state, "", location.href);
    });
    const did: string[] = [];
    for (let done = 0; done < ACTIONS; done += AT_ONCE) {
      const drawn = Array.from({ length: AT_ONCE }, () => below(1 << 24));
      did.push(...(await act(page, drawn, LOG_OUT).catch((error: unknown) => [`page: ${String(error)}`])));
      const story = `seed ${seed}, after ${done}: ${did.slice(-60).join("; ")}`;
      const app = page.locator("hn-webcomp-innboks");
      expect(guard.problems, story).toEqual([]);
      if (!page.url().includes("/innboks")) await kari.open();
      await expect(
        app.getByRole("button", { name: new RegExp(`^(${LOG_OUT.join("|")})$`) }).first(),
        story,
      ).toBeAttached();
    }
    info.annotations.push({ type: "seed", description: `${seed}: ${did.length} actions` });
  });
}
