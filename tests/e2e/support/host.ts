import type { Page } from "@playwright/test";
import type { InnboksErrorCode, InnboksEventMap } from "../../../public/innboks.d.ts";
import type { Citizen } from "./citizen.ts";

/** An event of the element, as the page around heard it. */
export type Heard = {
  [Name in keyof InnboksEventMap]: { name: Name; detail: InnboksEventMap[Name]["detail"] };
}[keyof InnboksEventMap];

const NAMES: (keyof InnboksEventMap)[] = [
  "innboks-ready",
  "innboks-navigate",
  "innboks-unread",
  "innboks-person",
  "innboks-unsaved",
  "innboks-error",
];

/** What the page has heard so far. */
export const heard = (page: Page): Promise<Heard[]> =>
  page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);

/** What was heard so far counts no more. */
export const forget = (page: Page): Promise<void> =>
  page.evaluate(() => void ((window as unknown as { heard: Heard[] }).heard.length = 0));

/** The codes of the errors that the page has heard of so far. */
export async function errors(page: Page): Promise<InnboksErrorCode[]> {
  return (await heard(page)).flatMap((event) => (event.name === "innboks-error" ? [event.detail.code] : []));
}

export type HostPage = {
  /** Below the address that is served as the app's own. */
  path?: string;
  head?: string;
  /** Is the element's script in it? */
  script?: boolean;
};

/** A page of somebody's own, under the headers of the app's; it listens to the element. */
export async function openHost(citizen: Citizen, body: string, how: HostPage = {}): Promise<Page> {
  const { page } = citizen;
  const { path = "", head = "", script = true } = how;
  await page.addInitScript((names: string[]) => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    for (const name of names) {
      document.addEventListener(name, (event) => heard.push({ name, detail: (event as CustomEvent).detail }));
    }
  }, NAMES);
  const html = `<!doctype html>
    <html lang="nb">
      <head>
        <meta charset="utf-8" />
        <title>En annen side</title>
        ${head}
        ${script ? `<script type="module" src="${await scriptAddress(citizen)}"></script>` : ""}
      </head>
      <body>${body}</body>
    </html>`;
  await page.route(`/innboks/${path}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: html });
  });
  await page.goto(`/innboks/${path}`);
  return page;
}

/** The element's script, as an integrator finds it. */
export async function scriptAddress({ context }: Citizen): Promise<string> {
  const answer = await context.request.get("/innboks/assets.json");
  const { entrypoints } = (await answer.json()) as { entrypoints: { innboks: [string] } };
  return entrypoints.innboks[0];
}

/** Adds the element's script to the page. */
export async function define(citizen: Citizen): Promise<void> {
  const address = await scriptAddress(citizen);
  await citizen.page.evaluate(async (address) => void (await import(address)), address);
}
