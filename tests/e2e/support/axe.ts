import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, type TestInfo } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The rules of axe that the page breaks, with where. */
export async function violations(page: Page, info?: TestInfo): Promise<string[]> {
  const builder = new AxeBuilder({ page })
    .options({ rules: { "target-size": { enabled: true } } })
    .withTags(TAGS)
    // No frames here, so no second page is needed to put results together.
    .setLegacyMode(true);
  const results = await builder.analyze();
  const told = (found: typeof results.violations): string[] =>
    found.flatMap(({ id, impact, help, nodes }) =>
      nodes.map((node) => `${id} (${impact}): ${help} – ${JSON.stringify(node.target)} ${node.html.slice(0, 200)}`),
    );
  const unsure = told(results.incomplete);
  if (info && unsure.length) {
    await info.attach("axe-incomplete", { body: unsure.join("\n"), contentType: "text/plain" });
  }
  return told(results.violations);
}

/** Fails on any violation, of any impact. */
export async function a11y(page: Page, info?: TestInfo): Promise<void> {
  expect(await violations(page, info), `axe on ${page.url()}`).toEqual([]);
}
