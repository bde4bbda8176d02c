// The app's two modules: the first has what the list needs, the second the rest (`split.mjs`). They serve every element
// of the page.
import init, { imports } from "innboks-app";

let first;
let second;

export function loadFirst() {
  // What could not be fetched is asked for again by a later start; what is there stays, for others use it.
  first ??= init({ module_or_path: fetch(ASSETS.wasm) }).catch((error) => {
    first = undefined;
    throw error;
  });
  return first;
}

export function loadSecond() {
  // A module that is being worked on is one.
  if (!ASSETS.second) return Promise.resolve();
  second ??= instantiateSecond().catch((error) => {
    second = undefined;
    throw error;
  });
  return second;
}

async function instantiateSecond() {
  const [answer, shared] = await Promise.all([fetch(ASSETS.second), loadFirst()]);
  if (!answer.ok) throw new Error("second module");
  // What it calls in the first stands in their table, under its place there.
  const places = new Proxy({}, { get: (_, place) => shared.table.get(Number(place)) });
  return WebAssembly.instantiateStreaming(answer, { ...imports(), first: shared, place: places });
}
