// The mock of Helsenorge's shell (`tests/shell`), as a citizen and as its own header meet it.

import type { Locator, Page } from "@playwright/test";

const PREFIX = "hn-webcomp-header-footer-event-";

export const header = (page: Page): Locator => page.locator("hn-webcomp-header");
export const footer = (page: Page): Locator => page.locator("hn-webcomp-footer");
export const innboks = (page: Page): Locator => page.locator("hn-webcomp-innboks");

/** «Varsler: 15 uleste». */
export const notifications = (page: Page): Locator => header(page).getByText(/^Varsler: \d+/);

/** «Hvem vil du bruke Helsenorge for?» */
export const shellPicker = (page: Page): Locator =>
  page.getByRole("dialog", { name: "Hvem vil du bruke Helsenorge for?" });

/** «Du har vært inaktiv en stund», with its countdown. */
export const signOutBox = (page: Page): Locator => page.getByRole("dialog", { name: "Du har vært inaktiv en stund" });

export type Told = { name: string; detail: Record<string, unknown>; target: string; isDefined: boolean };

/** Notes every event for the shell from now on, even those that nobody listens to. */
export async function overhear(page: Page): Promise<void> {
  await page.addInitScript((prefix) => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    const names = ["refreshvarslinger", "setuserloading", "setonshowsignoutbox", "setvispersonvelger"];
    for (const name of [...names.map((name) => prefix + name), "hn-webcomp-common-ismounted"]) {
      const note = ({ detail, target }: Event & { detail?: object | null }): void => {
        const isDefined = customElements.get("hn-webcomp-header") !== undefined;
        const whose = target instanceof Element ? target.localName : "window";
        told.push({ name: name.replace(prefix, ""), detail: detail ?? {}, target: whose, isDefined });
      };
      // On the way down: none of them bubbles.
      window.addEventListener(name, note, true);
    }
  }, PREFIX);
}

/** What the shell was told so far; a function in it is only named. */
export const told = (page: Page): Promise<Told[]> =>
  page.evaluate(() =>
    (window as unknown as { told: Told[] }).told.map((one) => ({
      ...one,
      detail: Object.fromEntries(
        Object.entries(one.detail).map(([key, value]) => [key, typeof value === "function" ? "function" : value]),
      ),
    })),
  );

/** How often it was told this. */
export const timesTold = async (page: Page, name: string): Promise<number> =>
  (await told(page)).filter((one) => one.name === name).length;

/** Asks the app as the shell does before it warns. */
export const askSignOut = (page: Page, ...given: unknown[]): Promise<unknown> =>
  page.evaluate((given) => {
    const { told } = window as unknown as { told: Told[] };
    const ask = told.find(({ name }) => name === "setonshowsignoutbox")?.detail["onShowSignOutBox"];
    return (ask as (...given: unknown[]) => unknown)(...given);
  }, given);
