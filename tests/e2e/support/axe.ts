import { createHash } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, type TestInfo } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * All that a verdict depends on: elements, attributes, and where there is text, not which. Many tests end in the same
 * state, and each is checked once.
 */
async function stateOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const root = document.querySelector("hn-webcomp-innboks")?.shadowRoot;
    const inTree = (id: string): Element[] => [...(root ?? document).querySelectorAll(`[id="${CSS.escape(id)}"]`)];
    const count = (id: string): string => `${inTree(id).length} ${inTree(id)[0]?.localName ?? "nothing"}`;
    const value = ({ name, value }: Attr): string => {
      // Whether ids are unique and lead somewhere, not what they are.
      if (/^(id|for|aria-(labelledby|describedby|controls|owns|details|errormessage))$/.test(name))
        return value.split(/\s+/).map(count).join();
      if (/^(href|src|alt|title|value|datetime|aria-label|placeholder)$/.test(name)) return value.trim() ? "…" : "";
      return value;
    };
    const shapeOf = (node: Node): string => {
      if (node instanceof Text) return node.data.trim() ? "…" : "";
      if (!(node instanceof Element)) return "";
      const attributes = [...node.attributes].map((attribute) => `${attribute.name}=${value(attribute)}`).sort();
      const seen = new Map<string, number>();
      const children = [...(node.shadowRoot ?? node).childNodes].map(shapeOf);
      const told = children.filter((one) => {
        const times = (seen.get(one) ?? 0) + 1;
        seen.set(one, times);
        // A third row like two before it says nothing new.
        return one && times < 3;
      });
      return `<${node.localName} ${attributes.join(" ")}>${told.join("")}</>`;
    };
    return `${innerWidth} ${shapeOf(document.documentElement)}`;
  });
}

/** The mark of a state that was found without fault in this run, by any worker: Playwright empties the folder first. */
function markOf(state: string, info: TestInfo): string {
  const folder = join(info.project.outputDir, "axe");
  mkdirSync(folder, { recursive: true });
  return join(folder, createHash("sha256").update(state).digest("hex"));
}

/** Colours half way between two are nobody's. A page behind another may not get on with them, so a second is enough. */
async function transitionsEnd(page: Page): Promise<void> {
  const ended = page.evaluate(async () => {
    const root = document.querySelector("hn-webcomp-innboks")?.shadowRoot;
    const all = [...document.getAnimations(), ...(root?.getAnimations() ?? [])];
    await Promise.allSettled(all.filter((one) => one instanceof CSSTransition).map(({ finished }) => finished));
  });
  const second = new Promise<void>((resolve) => setTimeout(resolve, 1_000));
  await Promise.race([ended.catch(() => undefined), second]);
}

/** The rules of axe that the page breaks, with where. */
export async function violations(page: Page, info?: TestInfo): Promise<string[]> {
  const mark = info && markOf(await stateOf(page), info);
  if (mark && existsSync(mark)) return [];
  const builder = new AxeBuilder({ page })
    // All that passed need not be told: it is most of what there is to tell.
    .options({ rules: { "target-size": { enabled: true } }, resultTypes: ["violations", "incomplete"] })
    .withTags(TAGS)
    // No frames here, so no second page is needed to put results together.
    .setLegacyMode(true);
  await transitionsEnd(page);
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
  if (mark && !found.length) writeFileSync(mark, "");
  return found;
}

/** Fails on any violation, of any impact. */
export async function a11y(page: Page, info?: TestInfo): Promise<void> {
  expect(await violations(page, info), `axe on ${page.url()}`).toEqual([]);
}
