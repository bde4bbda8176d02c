// The keys that do something, in the order in which the help tells of them.

import type { TextKey } from "./texts.ts";

/** Each key, with the text of what it does. */
export const SHORTCUTS = [
  ["j", "shortcuts.next"],
  ["k", "shortcuts.previous"],
  ["o", "shortcuts.open"],
  ["u", "shortcuts.toggleRead"],
  ["r", "shortcuts.reply"],
  ["c", "shortcuts.compose"],
  ["/", "shortcuts.search"],
  ["?", "shortcuts.help"],
] as const satisfies [key: string, does: TextKey][];
