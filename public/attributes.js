// What the page says of its element by attributes, and whether it can be used.

const SHELLS = ["standalone", "helsenorge"];

/** Thrown for an attribute that the app cannot start with. */
export class Unusable extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** The path, as the address bar would show it. */
export function basePathOf(element) {
  const path = element.getAttribute("base-path") ?? "/";
  const url = parsed(path);
  if (url?.origin !== location.origin || url.pathname !== path || path.includes("//")) {
    throw new Unusable("attribute", `base-path "${path}" is no absolute path such as "/innboks"`);
  }
  return path;
}

/** The address without a closing slash; of another origin only when the page names that. */
export function apiUrlOf(element) {
  const given = element.getAttribute("api-url") ?? "/api/v1";
  const url = parsed(given);
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) {
    throw new Unusable("api-url", `api-url "${given}" is no address such as "/api/v1"`);
  }
  const allowed = [...document.querySelectorAll("meta[name=innboks-api-origin]")].map(({ content }) => content);
  if (url.origin !== location.origin && !allowed.includes(url.origin)) {
    const meta = `<meta name="innboks-api-origin" content="${url.origin}">`;
    throw new Unusable("api-url", `api-url is of another origin, which the page must allow: ${meta}`);
  }
  return (url.origin === location.origin ? url.pathname : url.href).replace(/\/+$/, "");
}

/** What has a value we do not know is as if it were not there, and `warn` is told. */
export function shellOf(element, warn) {
  return known(element, "shell", SHELLS, warn) ?? SHELLS[0];
}

/** The language of the texts; `null` leaves it to the session. */
export function languageOf(element, warn) {
  const language = element.getAttribute("lang");
  return language ? (known(element, "lang", Object.keys(ASSETS.texts), warn) ?? "nb") : null;
}

function known(element, name, values, warn) {
  const value = element.getAttribute(name);
  if (value === null || values.includes(value)) return value;
  warn("attribute", `${name} "${value}" is none of ${values.join(", ")}`);
  return null;
}

function parsed(address) {
  try {
    return new URL(address, location.origin);
  } catch {
    return null;
  }
}
