// What a host page may do to its guests, each seen in the wild: patched history with events of its own, a capturing
// click handler, a key handler, prototypes that are added to, and a stylesheet that means everybody.

document.head.append(
  Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/shell/rude.css", id: "rude" }),
);

for (const name of ["pushState", "replaceState"]) {
  const original = history[name];
  history[name] = function (state, ...more) {
    const before = location.href;
    const answer = original.call(this, state, ...more);
    // As a known framework for micro-frontends does.
    if (location.href !== before) dispatchEvent(new PopStateEvent("popstate", { state }));
    return answer;
  };
}

let clicks = 0;
window.addEventListener(
  "click",
  (event) => {
    document.documentElement.dataset.clicks = String((clicks += 1));
    event.handledByShell = true;
  },
  true,
);

window.addEventListener("keydown", (event) => {
  if (event.altKey && event.key === "1") {
    event.preventDefault();
    location.assign("/min-helse");
  }
  if (event.key === "j" && !event.defaultPrevented) document.documentElement.dataset.lastKey = event.key;
});

Array.prototype.last = function () {
  return this[this.length - 1];
};
Object.prototype.isEmpty = function () {
  return Object.keys(this).length === 0;
};
