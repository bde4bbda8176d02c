// Runs in the page: finds what is shown, by role and accessible name, in the app's shadow root too.

import { computeAccessibleName, getRole } from "dom-accessibility-api";

const isShown = (element) =>
  element.checkVisibility({ visibilityProperty: true }) && !element.closest("[aria-hidden=true], [inert]");

const matches = (name, wanted) =>
  typeof wanted === "string" ? name.trim() === wanted : new RegExp(wanted.source, wanted.flags).test(name);

/** While a modal dialog is open there is nothing else. */
const scope = (root) => [...root.querySelectorAll("dialog")].find((dialog) => dialog.matches(":modal")) ?? root;

function find({ role, name, within }) {
  const roots = [document, ...[...document.querySelectorAll("*")].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
  const all = within ? find(within) : roots.map(scope);
  return all
    .flatMap((place) => [place, ...place.querySelectorAll("*")])
    .filter((element) => element instanceof Element && getRole(element) === role && isShown(element))
    .filter((element) => name === undefined || matches(computeAccessibleName(element), name));
}

globalThis.innboksFind = find;
