// What the app cannot do without. An older browser gets the static panel (R95).
export function isSupported() {
  return (
    typeof WebAssembly === "object" &&
    "adoptedStyleSheets" in Document.prototype &&
    typeof AbortSignal.any === "function" &&
    typeof HTMLDialogElement === "function" &&
    typeof BroadcastChannel === "function"
  );
}
