import type { Asking } from "./asking.ts";
import { list } from "./list.ts";
import { session } from "./session.ts";
import { thread } from "./thread.ts";
import { writing } from "./writing.ts";

/** How each operation is asked for by somebody who writes `words`; `null` is for what the app never asks for. */
export const askings = (words: string): Record<string, Asking | null> => ({
  ...session,
  ...list,
  ...thread(words),
  ...writing(words),
});
