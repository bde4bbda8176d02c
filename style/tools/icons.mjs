// Turns icons of the design system, which ship as React components, into symbols of one SVG sprite.
import { readFile } from "node:fs/promises";

// Stands in for React while a component is read: elements become SVG text.
const RUNTIME = `
const attribute = (name) => name.replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase());
const Fragment = '';
const jsx = (tag, { children = '', ...attributes }) => {
  const inner = [children].flat().join('');
  if (tag === Fragment) return inner;
  const list = Object.entries(attributes).map(([name, value]) => ' ' + attribute(name) + '="' + value + '"').join('');
  return inner ? '<' + tag + list + '>' + inner + '</' + tag + '>' : '<' + tag + list + '/>';
};
const jsxs = jsx;
const getIcon = ({ xSmall, normal }) => xSmall ?? normal;
`;

async function drawing(folder, name) {
  const source = await readFile(new URL(`${name}.js`, folder), "utf8");
  const alone = RUNTIME + source.replace(/^import .*$/gm, "").replace(/^\/\/# sourceMappingURL.*$/m, "");
  const component = await import(`data:text/javascript,${encodeURIComponent(alone)}`);
  return component.default({ isHovered: false });
}

/** One `<symbol id="NAME">` per listed icon, drawn for the size of text and controls. */
export async function sprite(folder, names) {
  const symbols = await Promise.all(
    names.map(
      async (name) =>
        `<symbol id="${name}" viewBox="0 0 48 48" fill="currentColor">${await drawing(folder, name)}</symbol>`,
    ),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}
