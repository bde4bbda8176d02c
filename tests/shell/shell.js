// A mock of Helsenorge's shell, from what is publicly known of it: it owns the page, and hosts the inbox as one of its
// services. What the address asks for: `header=late` or `never`, `lang=nn`, `rude`.

import { Footer } from "./footer.js";
import { Header } from "./header.js";
import { pageAt } from "./pages.js";
import { el } from "./parts.js";
import { Personvelger } from "./personvelger.js";
import * as service from "./service.js";
import { Utloggingsboks } from "./utloggingsboks.js";

const wanted = new URLSearchParams(location.search);
const inboxPath = document.querySelector("meta[name=inbox-base-path]").content;
const content = document.querySelector("#innhold");
const [header, footer, picker, box] = ["header", "footer", "personvelger", "utloggingsboks"].map((name) =>
  document.querySelector(`hn-webcomp-${name}`),
);
/** Of the header, when it is late. */
const LATE_MS = 3000;

let language = wanted.get("lang") ?? "";
const inbox = () => content.querySelector("hn-webcomp-innboks");

window.HN = {
  Rest: { __Environment__: "etterlikning" },
  User: {},
  Page: { __Language__: language || "nb" },
};

if (wanted.has("rude")) await import("./rude.js");

customElements.define("hn-webcomp-footer", Footer);
customElements.define("hn-webcomp-personvelger", Personvelger);
customElements.define("hn-webcomp-utloggingsboks", Utloggingsboks);
const arrival = wanted.get("header");
if (arrival === "late") setTimeout(defineHeader, LATE_MS);
else if (arrival !== "never") defineHeader();

footer.chooseLanguage = (chosen) => {
  language = chosen;
  document.documentElement.lang = chosen || "nb";
  setLanguage(inbox());
};
picker.choose = (id) => {
  const shown = inbox();
  if (shown) shown.person = id;
};
picker.chosen = () => inbox()?.person ?? null;
box.extend = service.extend;
box.logOut = logOut;
box.ended = () => drawHeader();

route();
addEventListener("popstate", route);
document.addEventListener("click", follow);
const session = await service.ask();
if (session) box.count(service.left(session));
refreshHeader();

function defineHeader() {
  customElements.define("hn-webcomp-header", Header);
  Object.assign(header, {
    inboxPath,
    logOut,
    pickPerson: () => picker.ask(),
    takeSignOutBox: (ask) => (box.onShowSignOutBox = ask),
  });
  refreshHeader();
}

// Until the header is defined there is nothing to draw.
function drawHeader() {
  header.draw?.();
}

function refreshHeader() {
  header.count?.();
}

async function logOut() {
  box.stop();
  await service.logOut(saved);
  drawHeader();
}

/** Waits until the inbox has saved what was being written, though not for ever. */
async function saved() {
  for (let tries = 0; tries < 30 && inbox()?.unsaved; tries++) await new Promise((done) => setTimeout(done, 100));
}

// The shell's router: it draws its own pages, and leaves what is below the inbox's path to the inbox.

function isInbox(path) {
  const base = inboxPath.replace(/\/$/, "");
  return path === base || path.startsWith(`${base}/`);
}

function route() {
  const path = location.pathname;
  if (isInbox(path)) {
    if (!inbox()) mount();
  } else {
    const [title, page] = pageAt(path.replace(/(.)\/$/, "$1"), inboxPath);
    content.replaceChildren(page);
    document.title = `${title} – Helsenorge (etterlikning)`;
  }
  drawHeader();
}

function follow(event) {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (event.defaultPrevented || !isPlain || !link?.href || link.target) return;
  const { origin, pathname, search, hash } = new URL(link.href);
  if (hash && pathname === location.pathname) return skip(event, hash);
  const isOurs = origin === location.origin && (isInbox(pathname) || /^\/(min-helse|innboksen)(\/|$)/.test(pathname));
  if (!isOurs) return;
  event.preventDefault();
  history.pushState(null, "", pathname + search);
  // A service that is shown hears of its own addresses as it hears of Back.
  if (inbox() && isInbox(pathname)) dispatchEvent(new PopStateEvent("popstate", { state: null }));
  else route();
  if (!inbox()) content.focus();
  scrollTo(0, 0);
}

function skip(event, hash) {
  event.preventDefault();
  const target = document.querySelector(hash);
  target?.focus();
  target?.scrollIntoView();
}

function mount() {
  const shown = el(
    "hn-webcomp-innboks",
    { "base-path": inboxPath, "api-url": "/api/v1", shell: "helsenorge" },
    el("p", {}, "Laster innboksen …"),
  );
  setLanguage(shown);
  content.replaceChildren(shown);
  document.title = "Innboks – Helsenorge (etterlikning)";
  loadInbox().catch(() => {
    shown.replaceChildren(el("p", { role: "alert" }, "Innboksen kunne ikke hentes."));
  });
}

function setLanguage(shown) {
  if (language) shown?.setAttribute("lang", language);
  else shown?.removeAttribute("lang");
}

async function loadInbox() {
  const answer = await fetch("/innboks/assets.json");
  const { entrypoints } = await answer.json();
  await Promise.all(entrypoints.innboks.map((script) => import(script)));
}
