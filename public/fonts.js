// The typeface, where the page has not declared it: `@font-face` works only in the document.

const FAMILY = "Source Sans Pro";

export function declareFonts() {
  if ([...document.fonts].some(({ family }) => family.replace(/["']/g, "") === FAMILY)) return;
  for (const [weight, address] of Object.entries(ASSETS.fonts)) {
    document.fonts.add(new FontFace(FAMILY, `url("${address}")`, { display: "swap", weight }));
  }
}
