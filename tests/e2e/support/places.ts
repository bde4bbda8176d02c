// Where on the screen the interface's own words stand, beside words from outside.

import type { Locator } from "@playwright/test";

export type Place = { words: string; left: number };

/** The places of all texts but those from outside: of these, what stands before and after them in the same text. */
export async function ownPlaces(within: Locator, outside: string[]): Promise<Place[]> {
  return within.evaluate((element, outside) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const places: Place[] = [];
    const note = (text: Text, start: number, end: number): void => {
      const range = document.createRange();
      range.setStart(text, start);
      range.setEnd(text, end);
      const words = text.data.slice(start, end).replace(/[\u2066-\u2069\s]/g, "");
      const { left, width } = range.getBoundingClientRect();
      if (words && width > 2) places.push({ words, left });
    };
    while (walker.nextNode()) {
      const text = walker.currentNode as Text;
      const found = outside.find((one) => text.data.includes(one));
      if (found === undefined) note(text, 0, text.length);
      else {
        const start = text.data.indexOf(found);
        note(text, 0, start);
        note(text, start + found.length, text.length);
      }
    }
    return places;
  }, outside);
}

/** A little is the letters' own: they stand closer or further apart in another order. */
const A_LITTLE = 3;

/** The words that stand elsewhere than in the model. */
export function moved(model: Place[], places: Place[]): string[] {
  return model.flatMap(({ words, left }, at) => {
    const found = places[at];
    const stays = found?.words === words && Math.abs(found.left - left) <= A_LITTLE;
    return stays ? [] : [`${words} at ${left}, now ${found?.words} at ${found?.left}`];
  });
}
