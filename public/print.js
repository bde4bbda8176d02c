// On paper: the open thread, all of it or one message, without the page around the element. What the element
// itself leaves out stands in its own sheet (style/page/_paper.scss); this one must stand in the document.

// What is around the element goes, and with it whatever keeps the element in a frame of its own.
const rules = (name, owner) => `@page{size:A4;margin:16mm 16mm 22mm;
@bottom-left{content:${JSON.stringify(owner)};font:9pt sans-serif}
@bottom-right{content:counter(page) " / " counter(pages);font:9pt sans-serif}}
:is(${name},:has(${name})){all:revert!important;display:block!important}
body *:not(${name},:has(${name})){display:none!important}`;

/** Follows printing until `signal` ends. */
export function followPrinting(element, signal) {
  const root = element.shadowRoot;
  const sheet = new CSSStyleSheet();
  let closed = [];
  const prepare = () => {
    const owner = root.querySelector(".ib-paper--owner")?.textContent;
    if (!owner) return;
    closed = [...root.querySelectorAll("article > details:not([open])")];
    for (const one of closed) one.open = true;
    sheet.replaceSync(rules(element.localName, owner));
    document.adoptedStyleSheets.push(sheet);
  };
  const restore = () => {
    for (const one of closed) one.open = false;
    closed = [];
    root.querySelector("[data-alone]")?.removeAttribute("data-alone");
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  };
  addEventListener("beforeprint", prepare, { signal });
  addEventListener("afterprint", restore, { signal });
  signal.addEventListener("abort", restore);
  const press = ({ target }) => {
    const button = target.closest("[data-print]");
    button?.closest("li")?.setAttribute("data-alone", "");
    if (button) print();
  };
  root.addEventListener("click", press, { signal });
}
