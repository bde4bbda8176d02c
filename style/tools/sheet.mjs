// Makes the compiled sheet small: keeps listed classes and used tokens, and ties every rem to one knob.

const REM = "var(--innboks-rem)";

/** Splits CSS into nodes: {prelude, body: string} for declarations, {prelude, rules: node[]} for groups. */
function parse(css) {
  const nodes = [];
  let at = 0;
  while (at < css.length) {
    const stop = scan(css, at, "{;");
    const prelude = css.slice(at, stop).trim();
    if (css[stop] !== "{") {
      if (prelude) nodes.push({ prelude, statement: true });
      at = stop + 1;
      continue;
    }
    const end = scan(css, stop + 1, "}");
    const inner = css.slice(stop + 1, end);
    nodes.push(
      /^@(media|supports|container)/.test(prelude) ? { prelude, rules: parse(inner) } : { prelude, body: inner.trim() },
    );
    at = end + 1;
  }
  return nodes;
}

/** The index of the next of `stops` outside strings, parentheses and nested blocks. */
function scan(css, from, stops) {
  let depth = 0;
  for (let at = from; at < css.length; at += 1) {
    const char = css[at];
    if (char === '"' || char === "'") {
      at = css.indexOf(char, at + 1);
    } else if (depth === 0 && stops.includes(char)) {
      return at;
    } else if (char === "(" || char === "{") {
      depth += 1;
    } else if (char === ")" || char === "}") {
      depth -= 1;
    }
  }
  return css.length;
}

function split(text, separator) {
  const parts = [];
  for (let at = 0; at < text.length;) {
    const stop = scan(text, at, separator);
    parts.push(text.slice(at, stop).trim());
    at = stop + 1;
  }
  return parts.filter(Boolean);
}

export function classesOf(selector) {
  return [...selector.matchAll(/\.(-?[_a-zA-Z][\w-]*)/g)].map((match) => match[1]);
}

/** What stands inside :not() is not asked for, so it does not count. */
function isKept(selector, keep) {
  const asked = selector.replace(/:not\([^()]*\)/g, "");
  return classesOf(asked).every((name) => name.startsWith("ib-") || keep.has(name));
}

function keepRules(nodes, keep) {
  return nodes.flatMap((node) => {
    if (node.statement) return [];
    if (node.rules) {
      const rules = keepRules(node.rules, keep);
      return rules.length ? [{ ...node, rules }] : [];
    }
    if (node.prelude.startsWith("@")) return node.body ? [node] : [];
    const kept = split(node.prelude, ",").filter((selector) => isKept(selector, keep));
    return kept.length && node.body ? [{ ...node, prelude: kept.map(toHost).join(",") }] : [];
  });
}

function toHost(selector) {
  return selector === ":root" ? ":host" : selector;
}

function print(nodes) {
  return nodes.map((node) => `${node.prelude}{${node.rules ? print(node.rules) : node.body}}`).join("");
}

/** Removes custom properties nothing reads, until nothing more falls away. */
function dropUnusedTokens(css, external) {
  for (;;) {
    const used = new Set([...css.matchAll(/var\((--[\w-]+)/g)].map((match) => match[1]));
    const next = css.replace(/(?<=[{;])(--[\w-]+):[^;}]*(;|(?=\}))/g, (all, name) =>
      used.has(name) || external.includes(name) ? all : "",
    );
    if (next === css) return css;
    css = next;
  }
}

function dropUnusedKeyframes(css) {
  return css.replace(/@keyframes ([\w-]+)\{(?:[^{}]*\{[^{}]*\})*\}/g, (all, name) =>
    new RegExp(`animation(-name)?:[^;}]*\\b${name}\\b`).test(css.replace(all, "")) ? all : "",
  );
}

/** Declarations only: media conditions know no custom properties. */
function scaleRem(nodes) {
  return nodes.map((node) =>
    node.rules
      ? { ...node, rules: scaleRem(node.rules) }
      : { ...node, body: node.body.replace(/(?<![\w#.-])(-?(?:\d+\.?\d*|\.\d+))rem\b/g, multiple) },
  );
}

function multiple(_, number) {
  return Number(number) === 1 ? REM : `calc(${number}*${REM})`;
}

/** The names of the classes a sheet has rules for. */
export function definedClasses(css) {
  const names = (nodes) =>
    nodes.flatMap((node) => (node.rules ? names(node.rules) : node.statement ? [] : classesOf(node.prelude)));
  return new Set(names(parse(css)));
}

/** The compiled sheet of the shadow root, made ready to ship. */
export function trim(css, keep) {
  const rules = scaleRem(keepRules(parse(css), keep));
  const sheet = dropUnusedKeyframes(dropUnusedTokens(print(rules), ["--innboks-rem"]));
  const tidy = sheet
    .replace(/(--[\w-]+): /g, "$1:")
    .replace(/;\}/g, "}")
    .replace(/[^{}]+\{\}/g, "");
  // The knob's own default is the one true rem.
  return tidy.replace(`--innboks-rem:${REM}`, "--innboks-rem:1rem");
}
