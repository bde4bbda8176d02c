// Puts the finder into a page, and speaks with it.

import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import type { Query } from "./engine.ts";

const entry = fileURLToPath(new URL("finder.js", import.meta.url));

/** What makes `innboksFind` in a page. */
export const FINDER =
  buildSync({ entryPoints: [entry], bundle: true, format: "iife", write: false }).outputFiles[0]?.text ?? "";

type Finds = { innboksFind?: (query: unknown) => HTMLElement[] };

/** A query as JSON. */
export function plain({ name, within, ...query }: Query): object {
  const pattern = name instanceof RegExp ? { source: name.source, flags: name.flags } : name;
  return { ...query, ...(pattern !== undefined && { name: pattern }), ...(within && { within: plain(within) }) };
}

// These run in the page.

export const isThere = (): boolean => Boolean((globalThis as Finds).innboksFind);

export const first = (query: unknown): HTMLElement | null => (globalThis as Finds).innboksFind?.(query)[0] ?? null;

export type Found = { text: string; value: string; focused: boolean };

export const all = (query: unknown): Found[] =>
  ((globalThis as Finds).innboksFind?.(query) ?? []).map((element) => ({
    text: element.innerText,
    value: (element as HTMLInputElement).value ?? "",
    focused: (element.getRootNode() as Document).activeElement === element,
  }));
