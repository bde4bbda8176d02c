import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, type TestInfo } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** States that were found without fault in this run. */
const clean = new Set<string>();

/** All that a verdict depends on: many tests end in the same state, and each is checked once. */
async function stateOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const root = document.querySelector("hn-webcomp-innboks")?.shadowRoot;
    const look = [innerWidth, document.documentElement.style.fontSize, location.pathname, document.title];
    return [...look, document.documentElement.outerHTML, root?.innerHTML].join("\n");
  });
}

/** The rules of axe that the page breaks, with where. */
export async function violations(page: Page, info?: TestInfo): Promise<string[]> {
  const state = await stateOf(page);
  if (clean.has(state)) return [];
  const builder = new AxeBuilder({ page })
    .options({ rules: { "target-size": { enabled: true } } })
    .withTags(TAGS)
    // No frames here, so no second page is needed to put results together.
    .setLegacyMode(true);
  const results = await builder.analyze();
  const told = (broken: typeof results.violations): string[] =>
    broken.flatMap(({ id, impact, help, nodes }) =>
      nodes.map((node) => `${id} (${impact}): ${help} – ${JSON.stringify(node.target)} ${node.html.slice(0, 200)}`),
    );
  const unsure = told(results.incomplete);
  if (info && unsure.length) {
    await info.attach("axe-incomplete", { body: unsure.join("\n"), contentType: "text/plain" });
  }
  const found = told(results.violations);
  if (!found.length) clean.add(state);
  return found;
}

/** Fails on any violation, of any impact. */
export async function a11y(page: Page, info?: TestInfo): Promise<void> {
  expect(await violations(page, info), `axe on ${page.url()}`).toEqual([]);
}
