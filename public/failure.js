// The static panel: no wasm, no fetched texts.

const TEXTS = {
  nb: {
    load: ["Innboksen kunne ikke startes", "Sjekk nettforbindelsen, og last siden på nytt."],
    panic: ["Noe gikk galt i innboksen", "Last siden på nytt for å fortsette."],
    unsupported: ["Du har en nettleser som vi ikke støtter", "Oppdater nettleseren, eller bruk en nyere nettleser."],
    attribute: ["Innboksen er satt opp feil på denne siden", "Prøv igjen senere, eller gå til helsenorge.no."],
    "second-element": ["Innboksen er alt åpen på denne siden", "Bruk den som står der."],
    reload: "Last siden på nytt",
    more: "Les om nettlesere du kan bruke",
    unsent: "Dette hadde du skrevet. Kopier teksten før du laster siden på nytt:",
  },
  nn: {
    load: ["Innboksen kunne ikkje startast", "Sjekk nettsambandet, og last sida på nytt."],
    panic: ["Noko gjekk gale i innboksen", "Last sida på nytt for å halde fram."],
    unsupported: ["Du har ein nettlesar som vi ikkje støttar", "Oppdater nettlesaren, eller bruk ein nyare nettlesar."],
    attribute: ["Innboksen er sett opp feil på denne sida", "Prøv igjen seinare, eller gå til helsenorge.no."],
    "second-element": ["Innboksen er alt open på denne sida", "Bruk den som står der."],
    reload: "Last sida på nytt",
    more: "Les om nettlesarar du kan bruke",
    unsent: "Dette hadde du skrive. Kopier teksten før du lastar sida på nytt:",
  },
  en: {
    load: ["The inbox could not be started", "Check your connection, and reload the page."],
    panic: ["Something went wrong in the inbox", "Reload the page to continue."],
    unsupported: ["Your browser is not supported", "Update your browser, or use a newer one."],
    attribute: ["The inbox is set up wrongly on this page", "Try again later, or go to helsenorge.no."],
    "second-element": ["The inbox is open on this page already", "Use the one that is there."],
    reload: "Reload the page",
    more: "Read about browsers you can use",
    unsent: "This is what you had written. Copy it before you reload the page:",
  },
  se: {
    load: ["Poastakássa ii álgán", "Dárkkis neahttaoktavuođa, ja raba siiddu ođđasit."],
    panic: ["Juoga manai boastut poastakássas", "Raba siiddu ođđasit vai sáhtát joatkit."],
    unsupported: ["Mii eat doarjjo du neahttalohkki", "Ođasmahte neahttalohkki, dahje geavat ođđasut."],
    attribute: [
      "Poastakássa lea boastut heivehuvvon dán siiddus",
      "Geahččal maŋŋil fas, dahje mana helsenorge.no siidui.",
    ],
    "second-element": ["Poastakássa lea juo rabas dán siiddus", "Geavat dan mii lea das."],
    reload: "Raba siiddu ođđasit",
    more: "Loga neahttalohkkiid birra maid sáhtát geavahit",
    unsent: "Dán ledjet čállán. Kopiere teavstta ovdal go rabat siiddu ođđasit:",
  },
};

const STYLE = `
:host { all: initial !important; direction: ltr !important; display: block !important; }
:host([hidden]) { display: none !important; }
main, section { box-sizing: border-box; color: #000; font: calc(1.125 * var(--innboks-rem, 1rem))/1.5 "Source Sans Pro", Arial, sans-serif;
  margin: 0 auto; max-width: 50rem; padding: 2rem 1rem; }
h1, h2 { font-size: 1.55em; line-height: 1.25; margin: 0 0 1rem; }
button, a { color: #06596b; font: inherit; min-height: 2.75rem; padding: 0.5rem 1rem; }
textarea { box-sizing: border-box; font: inherit; min-height: 10rem; padding: 0.5rem; width: 100%; }
`;

/** Replaces what `root` shows by a panel that says what happened and what to do. */
export function showFailure(root, kind, language, unsent) {
  const texts = TEXTS[language] ?? TEXTS.nb;
  const [title, text] = texts[kind] ?? texts.attribute;
  const isSecond = kind === "second-element";
  const lang = TEXTS[language] ? language : "nb";
  // The page has its main part elsewhere then.
  const main = isSecond ? element("section", { lang, "aria-label": title }) : element("main", { lang });
  const [role, heading] = isSecond ? ["status", "h2"] : ["alert", "h1"];
  const alert = element("div", { role }, element(heading, {}, title), element("p", {}, text));
  main.append(alert);
  if (unsent.length) {
    const field = element("textarea", { id: "unsent", readonly: "" });
    field.value = unsent.join("\n\n");
    main.append(element("p", {}, element("label", { for: "unsent" }, texts.unsent)), field);
    // The text stands nowhere else, until it is copied.
    const ask = (event) => field.isConnected && event.preventDefault();
    addEventListener("beforeunload", ask);
    field.addEventListener("copy", () => removeEventListener("beforeunload", ask));
  }
  if (kind === "unsupported") {
    main.append(element("p", {}, element("a", { href: ASSETS.unsupported }, texts.more)));
  } else if (!isSecond) {
    const reload = element("button", { type: "button" }, texts.reload);
    reload.addEventListener("click", () => location.reload());
    main.append(element("p", {}, reload));
  }
  root.replaceChildren(main);
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // An old browser shows it plainly.
  }
}

function element(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}
