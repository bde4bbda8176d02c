// How people set their browser, and what must hold then.

import type { Page } from "@playwright/test";

/** What reaches past the right edge, unless something around it scrolls by itself. */
export async function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector("hn-webcomp-innboks")?.shadowRoot;
    const scrolls = (element: Element): boolean => {
      for (let around = element.parentElement; around; around = around.parentElement) {
        if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(around).overflowX)) return true;
      }
      return false;
    };
    const width = document.documentElement.clientWidth;
    const wide = [...(root?.querySelectorAll("*") ?? [])].filter(
      (element) => element.getBoundingClientRect().right > width + 0.5 && !scrolls(element),
    );
    const found = wide.map((element) => `${element.localName}.${element.className}`);
    if (document.documentElement.scrollWidth > width) found.push("the page itself");
    return found;
  });
}

/** Text that a box cuts off. What is cut to some lines on purpose, in the list, stands whole where it leads. */
export async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector("hn-webcomp-innboks")?.shadowRoot;
    const cuts = (element: HTMLElement): boolean => {
      const { overflowX, overflowY, webkitLineClamp } = getComputedStyle(element);
      const hides = (overflow: string): boolean => ["hidden", "clip"].includes(overflow);
      const isForListeners = element.clientWidth <= 1;
      if (isForListeners || webkitLineClamp !== "none" || !element.innerText?.trim()) return false;
      return (
        (hides(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (hides(overflowY) && element.scrollHeight > element.clientHeight + 1)
      );
    };
    const all = [...(root?.querySelectorAll<HTMLElement>("*") ?? [])];
    return all.filter(cuts).map((element) => `${element.localName}.${element.className}: ${element.innerText}`);
  });
}

/** More space between letters, words, lines and paragraphs, as WCAG 1.4.12 has it; or as the page has it. */
export async function spaceText(page: Page, isWide: boolean): Promise<void> {
  await page.evaluate((isWide) => {
    const root = document.querySelector("hn-webcomp-innboks")?.shadowRoot;
    if (!root) return;
    const held = window as unknown as { spacing?: CSSStyleSheet };
    held.spacing ??= new CSSStyleSheet();
    held.spacing.replaceSync(`* { letter-spacing: 0.12em !important; line-height: 1.5 !important;
      word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`);
    const others = root.adoptedStyleSheets.filter((sheet) => sheet !== held.spacing);
    root.adoptedStyleSheets = isWide ? [...others, held.spacing] : others;
  }, isWide);
}

/** The text size that the reader has chosen. */
export async function sizeText(page: Page, size: string): Promise<void> {
  await page.evaluate((size) => document.documentElement.style.setProperty("font-size", size), size);
}

/** What still moves, though the reader wants less of that. */
export async function moving(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector("hn-webcomp-innboks")?.shadowRoot;
    const isLong = (times: string): boolean => times.split(",").some((time) => parseFloat(time) > 0.001);
    const moves = (element: Element, piece?: string): boolean => {
      const { animationDuration, animationName, transitionDuration, scrollBehavior } = getComputedStyle(element, piece);
      return (
        isLong(transitionDuration) ||
        (animationName !== "none" && isLong(animationDuration)) ||
        scrollBehavior === "smooth"
      );
    };
    const all = [document.documentElement, ...(root?.querySelectorAll("*") ?? [])];
    const found = all.filter((element) => moves(element) || moves(element, "::before") || moves(element, "::after"));
    return found.map((element) => `${element.localName}.${element.className}`);
  });
}

/**
 * What has the focus without anybody seeing it, where shadows and backgrounds are gone: of each kind of thing that can
 * take it, the first.
 */
export async function unseenFocus(page: Page): Promise<string[]> {
  // The browser shows where the focus is to those who use keys.
  await page.keyboard.press("Shift");
  return page.evaluate(() => {
    const root = document.querySelector("hn-webcomp-innboks")?.shadowRoot;
    if (!root) return ["no app"];
    const around = (element: Element): Element[] => [
      ...element.querySelectorAll("*"),
      element,
      ...[element.parentElement, element.parentElement?.parentElement].filter(
        (one) => one !== null && one !== undefined,
      ),
    ];
    const rings = (element: Element): string =>
      around(element)
        .map((one) => {
          const { outlineStyle, outlineWidth, borderTopWidth, borderTopColor, textDecorationLine } =
            getComputedStyle(one);
          const outline = outlineStyle === "none" ? "" : outlineWidth;
          return [outline, borderTopWidth, borderTopColor, textDecorationLine].join(" ");
        })
        .join();
    const seen = new Set<string>();
    const unseen: string[] = [];
    const before = root.activeElement as HTMLElement | null;
    for (const element of root.querySelectorAll<HTMLElement>("a, button, input, select, textarea, summary")) {
      const kind = `${element.localName} ${element.className} ${element.firstElementChild?.className ?? ""}`;
      if (seen.has(kind)) continue;
      (root.activeElement as HTMLElement | null)?.blur();
      const plain = rings(element);
      element.focus({ preventScroll: true });
      // What is behind a dialog, or is not drawn, takes none.
      if (root.activeElement !== element) continue;
      seen.add(kind);
      if (rings(element) === plain) unseen.push(kind);
    }
    before?.focus({ preventScroll: true });
    return unseen;
  });
}

/** Fields of which one does not see where they are, once backgrounds are gone. */
export async function unseenFields(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector("hn-webcomp-innboks")?.shadowRoot;
    const fields = [...(root?.querySelectorAll<HTMLElement>("input:not([type=file]), select, textarea") ?? [])];
    const hasEdge = (element: Element | null): boolean => {
      if (!element) return false;
      const { borderTopStyle, borderTopWidth, borderBottomWidth, outlineStyle, appearance } = getComputedStyle(element);
      if (element instanceof HTMLInputElement && /radio|checkbox/.test(element.type) && appearance !== "none")
        return true;
      if (outlineStyle !== "none") return true;
      return borderTopStyle !== "none" && parseFloat(borderTopWidth) > 0 && parseFloat(borderBottomWidth) > 0;
    };
    const isSeen = (field: HTMLElement): boolean =>
      hasEdge(field) || hasEdge(field.parentElement) || hasEdge(field.nextElementSibling);
    return fields
      .filter((field) => field.checkVisibility() && !isSeen(field))
      .map((field) => `${field.localName}.${field.className}#${field.id}`);
  });
}
