// Reads and writes the parts of a wasm module as its binary format has them.

export const IMPORTS = 2;
export const EXPORTS = 7;
export const CODE = 10;
export const DATA = 11;

export function* sections(module) {
  for (let at = 8; at < module.length;) {
    const id = module[at];
    const [length, start] = read(module, at + 1);
    at = start + length;
    yield [id, module.subarray(start, at)];
  }
}

/** The first section of a kind. */
export function section(module, kind) {
  for (const [id, content] of sections(module)) if (id === kind) return content;
  return Buffer.of(0);
}

/** The sections that a tool added, by name. */
export function customs(module) {
  const named = new Map();
  for (const [id, content] of sections(module)) {
    if (id !== 0) continue;
    const [name, at] = readText(content, 0);
    named.set(name, content.subarray(at));
  }
  return named;
}

/** The module without what the linker says of it, which no longer holds. */
export function withoutLinking(module) {
  const kept = [module.subarray(0, 8)];
  for (const [id, content] of sections(module)) {
    if (id !== 0 || !/^(linking|reloc\.)/.test(readText(content, 0)[0])) kept.push(sectionOf(id, content));
  }
  return Buffer.concat(kept);
}

/** Where each function's body lies within the code section: from, to. */
export function bodies(code) {
  const found = [];
  let [count, at] = read(code, 0);
  for (; count > 0; count--) {
    const [length, start] = read(code, at);
    at = start + length;
    found.push([start, at]);
  }
  return found;
}

/** Where each piece of data lies within its section (`from`, `to`), and at which address in memory it begins. */
export function dataSegments(section) {
  const segments = [];
  let [count, at] = read(section, 0);
  for (; count > 0; count--) {
    let address;
    if (section[at++] !== 0 || section[at++] !== 0x41) throw new Error("data without a constant address");
    [address, at] = readSigned(section, at);
    const [length, from] = read(section, at + 1); // after `end`
    at = from + length;
    segments.push({ address, from, to: at });
  }
  return segments;
}

export function importedFunctions(section) {
  let functions = 0;
  let [count, at] = read(section, 0);
  const skip = () => ([, at] = read(section, at));
  const skipText = () => ([, at] = readText(section, at));
  const skipLimits = () => {
    const hasMost = section[at++] & 1;
    skip();
    if (hasMost) skip();
  };
  for (; count > 0; count--) {
    skipText();
    skipText();
    const kind = section[at++];
    if (kind === 0) {
      functions++;
      skip();
    } else if (kind === 1) {
      at++;
      skipLimits();
    } else if (kind === 2) skipLimits();
    else if (kind === 3) at += 2;
    else throw new Error(`an import of a kind that is not known: ${kind}`);
  }
  return functions;
}

/** A number (LEB128), and where it ends. */
export function read(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
  }
}

function readSigned(bytes, at) {
  const [value, end] = read(bytes, at);
  return [bytes[end - 1] & 64 ? value - 2 ** (7 * (end - at)) : value, end];
}

export function readText(bytes, at) {
  const [length, start] = read(bytes, at);
  return [bytes.subarray(start, start + length).toString(), start + length];
}

export function number(value) {
  const bytes = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return Buffer.from([...bytes, value]);
}

export const text = (words) => Buffer.concat([number(words.length), Buffer.from(words)]);
export const sectionOf = (id, content) => Buffer.concat([Buffer.of(id), number(content.length), content]);
