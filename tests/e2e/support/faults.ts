// How the service fails, and what the page then says.

import { text } from "./texts.ts";
import type { Fault } from "./wire.ts";

/** Every way in which something that is fetched may not come. */
export const FAULTS: [name: string, fault: Fault, message: string][] = [
  ["500", { kind: "status", status: 500 }, text("error.server")],
  ["503", { kind: "status", status: 503, retryAfter: 2 }, text("error.tooMany", { seconds: 2 })],
  ["429", { kind: "status", status: 429, retryAfter: 3 }, text("error.tooMany", { seconds: 3 })],
  ["a malformed answer", { kind: "malformed" }, text("error.malformed")],
  ["an answer that breaks off", { kind: "truncated" }, text("error.network")],
  ["a connection that closes", { kind: "abort" }, text("error.network")],
];

/** What the browser writes in the console of each. */
export const LOADING_FAILED = /Failed to load resource/;
