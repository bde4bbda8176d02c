// Which functions and data of the linked module only the gates lead to: from where the linker patched a call, an address
// or a place in the table it can be told exactly (github.com/WebAssembly/tool-conventions, Linking.md).
import {
  bodies,
  CODE,
  customs,
  DATA,
  dataSegments,
  EXPORTS,
  IMPORTS,
  importedFunctions,
  read,
  readText,
  section,
} from "./wasm.mjs";

const SYMBOL_TABLE = 8;
const FUNCTION = 0;
const DATA_SYMBOL = 1;
const SECTION_SYMBOL = 3;
const UNDEFINED = 0x10;
const EXPLICIT_NAME = 0x40;
/** Patches that name a symbol, by what they patch; those of types, globals and sections lead to no function. */
const TO_FUNCTION = new Set([0, 1, 2, 12, 26]);
const TO_DATA = new Set([3, 4, 5, 11, 14, 15, 16, 17, 21, 23]);
const WITH_ADDEND = new Set([...TO_DATA, 8, 9, 22, 25]);

/**
 * What is behind the gates: the names of functions, gates included, and the data as runs of addresses (`from` to before
 * `to`). `isGate` tells gates by name.
 */
export function behindGates(module, isGate) {
  const custom = customs(module);
  if (!custom.has("linking")) throw new Error("not linked with --emit-relocs: a release is built by .ci/build");
  const symbols = symbolTable(custom.get("linking"));
  const imports = importedFunctions(section(module, IMPORTS));
  const code = bodies(section(module, CODE)).map(([from, to], at) => ({ from, to, node: `f${imports + at}` }));
  const segments = dataSegments(section(module, DATA));
  const data = symbols
    .filter(({ kind, segment }) => kind === DATA_SYMBOL && segment !== undefined)
    .map(({ segment, offset, size, node }) => ({
      from: segments[segment].from + offset,
      to: segments[segment].from + offset + size,
      address: segments[segment].address + offset,
      node,
    }))
    .sort((a, b) => a.from - b.from);
  const leads = new Map();
  const add = (from, to) => leads.set(from, (leads.get(from) ?? new Set()).add(to));
  for (const [name, pieces] of [
    ["reloc.CODE", code],
    ["reloc.DATA", data],
  ]) {
    for (const { at, symbol } of patches(custom.get(name))) {
      for (const piece of around(pieces, at)) add(piece.node, symbols[symbol].node);
    }
  }
  const names = new Map(symbols.filter(({ kind }) => kind === FUNCTION).map(({ node, name }) => [node, name]));
  const gates = new Set([...names].filter(([, name]) => name && isGate(name)).map(([node]) => node));
  if (gates.size === 0) throw new Error("no gate was found: what are functions called now?");
  const reached = reachable(exported(section(module, EXPORTS)), leads, gates);
  return {
    functions: [...names].filter(([node, name]) => name && !reached.has(node)).map(([, name]) => name),
    data: apart(data, (node) => reached.has(node)),
  };
}

/** The runs of addresses that hold pieces that are not reached, and none that is. */
function apart(pieces, isReached) {
  const least = Math.min(...pieces.map(({ address }) => address));
  const most = Math.max(...pieces.map(({ address, from, to }) => address + to - from));
  const [LEFT, REACHED] = [1, 2];
  const kinds = new Uint8Array(most - least);
  for (const { address, from, to, node } of pieces) {
    const kind = isReached(node) ? REACHED : LEFT;
    for (let at = address - least; at < address - least + to - from; at++) kinds[at] = Math.max(kinds[at], kind);
  }
  const runs = [];
  kinds.forEach((kind, at) => {
    if (kind !== LEFT) return;
    const last = runs.at(-1);
    if (last?.to === least + at) last.to++;
    else runs.push({ from: least + at, to: least + at + 1 });
  });
  return runs;
}

function reachable(roots, leads, closed) {
  const reached = new Set();
  const left = [...roots];
  while (left.length > 0) {
    const node = left.pop();
    if (reached.has(node) || closed.has(node)) continue;
    reached.add(node);
    left.push(...(leads.get(node) ?? []));
  }
  return reached;
}

function symbolTable(linking) {
  const symbols = [];
  for (let at = read(linking, 0)[1]; at < linking.length;) {
    const kind = linking[at];
    const [length, start] = read(linking, at + 1);
    at = start + length;
    if (kind !== SYMBOL_TABLE) continue;
    const next = reader(linking, start);
    for (let count = next.number(); count > 0; count--) symbols.push(symbol(next));
  }
  return symbols;
}

function symbol(next) {
  const [kind, flags] = [next.number(), next.number()];
  const isDefined = !(flags & UNDEFINED);
  if (kind === DATA_SYMBOL) {
    const name = next.text();
    if (!isDefined) return { kind, node: `d ${name}` };
    const [segment, offset, size] = [next.number(), next.number(), next.number()];
    return { kind, segment, offset, size, node: `d${segment}+${offset}+${size}` };
  }
  const index = next.number();
  const name = kind !== SECTION_SYMBOL && (isDefined || flags & EXPLICIT_NAME) ? next.text() : undefined;
  return { kind, name, node: kind === FUNCTION ? `f${index}` : `${kind} ${index}` };
}

function* patches(section) {
  const next = reader(section, 0);
  next.number();
  for (let count = next.number(); count > 0; count--) {
    const [kind, at, symbol] = [next.number(), next.number(), next.number()];
    if (WITH_ADDEND.has(kind)) next.number();
    if (TO_FUNCTION.has(kind) || TO_DATA.has(kind)) yield { at, symbol };
  }
}

/** The pieces that hold a place: several names may stand for the same data. */
function around(pieces, at) {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle].from <= at) low = middle + 1;
    else high = middle;
  }
  const found = [];
  for (let i = low - 1; i >= 0 && at - pieces[i].from < 65_536 && (found.length === 0 || pieces[i].to > at); i--) {
    if (at < pieces[i].to) found.push(pieces[i]);
  }
  return found;
}

function exported(section) {
  const nodes = [];
  const next = reader(section, 0);
  for (let count = next.number(); count > 0; count--) {
    next.text();
    const [kind, index] = [next.number(), next.number()];
    if (kind === 0) nodes.push(`f${index}`);
  }
  return nodes;
}

function reader(bytes, at) {
  return {
    number: () => {
      let value;
      [value, at] = read(bytes, at);
      return value;
    },
    text: () => {
      let words;
      [words, at] = readText(bytes, at);
      return words;
    },
  };
}
