// The one table of headers: the stand-in and nginx answer by it, each to the last header.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { answer, plain, type Question } from "./answer.ts";

export type Headers = Record<string, unknown>;

const ALWAYS: Headers = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
    "frame-src 'none'",
    "worker-src 'none'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=()",
};

/** The same over https, with the two that would do harm or nothing on plain http. */
export const overHttps = (headers: Headers): Headers => ({
  ...headers,
  "content-security-policy": `${String(headers["content-security-policy"])}; upgrade-insecure-requests`,
  "strict-transport-security": "max-age=63072000; includeSubDomains",
});

export const noStore = (contentType?: string): Headers => ({
  ...ALWAYS,
  "cache-control": "no-store",
  ...(contentType && { "content-type": contentType }),
});

/** A built file or the page, as it is or compressed. */
export const file = (name: string, encoding?: Encoding): Headers => ({
  ...noStore(TYPES[name.replace(/.*\./, "")]),
  ...(isHashed(name) && { "cache-control": "public, max-age=31536000, immutable" }),
  vary: "accept-encoding",
  ...(encoding && { "content-encoding": encoding }),
});

const isHashed = (name: string): boolean => /-[0-9a-f]{8,}\.\w+$/.test(name);

export type Encoding = "br" | "gzip";

const TYPES: Record<string, string> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  ts: "text/plain; charset=utf-8",
  wasm: "application/wasm",
  json: "application/json",
  svg: "image/svg+xml",
  woff2: "font/woff2",
};

/** A question, and the answer to it. */
export type Kind = Question & {
  status: number;
  headers: Headers;
  /** The file that the body is. */
  body?: string;
};

/** Addresses of the app: all are the page. */
const PAGES = ["", "samtale/t-kari-01", "samtale/t-0123456789abcdef/", "utkast?fil=1.pdf", "%C3%A6", "finnes-ikke"];

/** Names of files that are not there, and never the page. */
const MISSING = [
  "finnes-ikke.js",
  "innboks-0123456789abcdef.wasm",
  "samtale/bilde.png",
  ".hemmelig/x",
  "%2e%2e/Cargo.toml",
];

const WAYS: [accepted: string, encoding?: Encoding][] = [
  ["gzip, deflate, br, zstd", "br"],
  ["gzip;q=0.5, br;q=0", "gzip"],
  ["identity"],
];

/** An address of a built file, in every way to have it. */
function served(path: string, name: string, dist: string, built: string[]): Kind[] {
  return WAYS.flatMap(([accepted, wanted]) => {
    const ending = { br: "br", gzip: "gz" };
    const encoding = wanted && built.includes(`${name}.${ending[wanted]}`) ? wanted : undefined;
    const kind = { path: `/innboks/${path}`, ask: { "accept-encoding": accepted }, status: 200 };
    const answer = { ...kind, headers: file(name, encoding), body: join(dist, name) };
    return encoding === "gzip" ? [answer] : [answer, { ...answer, method: "HEAD" }];
  });
}

/**
 * What every host of the app answers on every kind of path: for what stands in `dist`, for whoever the cookie logs in,
 * with the host's own kind of page for what is missing.
 */
export function kinds(dist: string, cookie: string, missing: string): Kind[] {
  const built = readdirSync(dist);
  const files = built.filter((name) => !/\.(br|gz)$/.test(name));
  const api = (path: string, status: number, headers: Headers, more: Partial<Kind> = {}): Kind => ({
    path: `/api/v1/${path}`,
    ask: { cookie },
    status,
    headers: { ...noStore("application/json"), "x-session-version": expect.any(String), ...headers },
    ...more,
  });
  const kept = { "x-event-log": expect.any(String) };
  const problem = { "content-type": "application/problem+json" };
  const part = {
    ask: { range: "bytes=10-19" },
    status: 200,
    headers: file("index.html"),
    body: join(dist, "index.html"),
  };
  const acting = { ask: { cookie, "x-acting-person": "p-kari" } };
  return [
    ...PAGES.flatMap((path) => served(path, "index.html", dist, built)),
    ...files.flatMap((name) => served(name, name, dist, built)),
    { path: "/innboks/", ...part },
    ...MISSING.map((name) => ({ path: `/innboks/${name}`, status: 404, headers: noStore(missing) })),
    { path: "/innboksene", status: 404, headers: noStore(missing) },
    api("session", 200, kept),
    api("session", 200, kept, { method: "HEAD" }),
    api("threads", 200, { ...kept, "x-acting-person": "p-kari" }, acting),
    api("threads", 400, problem),
    api("finnes-ikke", 404, problem),
    api("finnes-ikke-0123456789abcdef.js", 404, problem),
    api("logout", 403, problem, { method: "POST" }),
    { path: "/api/v1/session", status: 401, headers: noStore("application/problem+json") },
  ];
}

/** Asks all of it, and compares to the last header. */
export async function expectAnswers(origin: string, all: Kind[]): Promise<void> {
  for (const { status, headers, body, ...question } of all) {
    const got = await answer(origin, question);
    const name = `${question.method ?? "GET"} ${origin}${question.path} ${JSON.stringify(question.ask ?? {})}`;
    expect.soft({ status: got.status, headers: got.headers }, name).toEqual({ status, headers });
    if (!body) continue;
    if (question.method === "HEAD") expect.soft(got.body, name).toHaveLength(0);
    else expect.soft(plain(got).equals(readFileSync(body)), `${name}: the body`).toBe(true);
  }
}
