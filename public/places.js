// The elements of the page, each at a base path of its own.

/** Their base paths without a closing slash, in the order in which they came. */
const places = new Map();

const isBelow = (base, path) => path === base || path.startsWith(`${base}/`);

/** Takes a place; `false` while another element has the same. */
export function enter(element, basePath) {
  const base = basePath.replace(/\/$/, "");
  places.set(element, base);
  // One that has just been taken out of the page has left it.
  const [first] = [...places].find(([other, taken]) => taken === base && other.isConnected);
  return first === element;
}

/** Gives the place up; answers the element that has waited for it. */
export function leave(element) {
  const base = places.get(element);
  places.delete(element);
  return [...places].find(([, taken]) => taken === base)?.[0];
}

/** Is the address the element's own? It is that of the element with the longest base path above it. */
export function follows(element) {
  const base = places.get(element);
  const isOthers = (other) => other.length > base.length && isBelow(other, location.pathname);
  return base !== undefined && isBelow(base, location.pathname) && ![...places.values()].some(isOthers);
}
