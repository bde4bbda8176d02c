// Answers as they are on the wire: nothing followed, decoded or put together.

import http, { type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import https from "node:https";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

export type Question = { method?: string; path: string; ask?: OutgoingHttpHeaders; data?: Buffer };

export type Answer = {
  status: number | undefined;
  /** All that says something about the content or the browser's rules; a header that came twice has two values. */
  headers: Record<string, string>;
  /** The others, which follow the moment and the connection. */
  passing: Record<string, string>;
  body: Buffer;
};

const PASSING = /^(connection|content-length|date|etag|keep-alive|last-modified|server|transfer-encoding)$/;

/** Opens an answer whose body is still to come. */
export function open(origin: string, { method = "GET", path, ask = {}, data }: Question): Promise<IncomingMessage> {
  const { request } = origin.startsWith("https:") ? https : http;
  return new Promise((resolve, reject) => {
    // A certificate of its own is enough for a test; each question has a connection of its own.
    const how = { method, headers: ask, agent: false, rejectUnauthorized: false };
    request(origin + path, how, resolve)
      .on("error", reject)
      .end(data);
  });
}

/** Asks, and waits for the whole answer. */
export async function answer(origin: string, question: Question): Promise<Answer> {
  const message = await open(origin, question);
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  const all = Object.entries(message.headersDistinct).map(
    ([name, values]) => [name, (values ?? []).join(" | ")] as const,
  );
  return {
    status: message.statusCode,
    headers: Object.fromEntries(all.filter(([name]) => !PASSING.test(name))),
    passing: Object.fromEntries(all.filter(([name]) => PASSING.test(name))),
    body: Buffer.concat(parts),
  };
}

/** The body without its compression. */
export function plain({ headers, body }: Answer): Buffer {
  const ways: Record<string, (bytes: Buffer) => Buffer> = { br: brotliDecompressSync, gzip: gunzipSync };
  return ways[headers["content-encoding"] ?? ""]?.(body) ?? body;
}
