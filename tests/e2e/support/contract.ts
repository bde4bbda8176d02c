// The contract, as the faults go through it.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** Something that the contract lets a client ask for. */
export type Operation = {
  id: string;
  method: Method;
  /** With the names of ids in braces. */
  path: string;
  /** Does it name the person it acts for? */
  isAboutPerson: boolean;
  /** Does what it answers when all is well hold anything? */
  isTelling: boolean;
};

type Described = {
  operationId: string;
  "x-status"?: string;
  parameters?: unknown;
  responses: Record<string, { content?: unknown }>;
};
type Contract = { paths: Record<string, Record<string, Described>> };

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const METHODS: Method[] = ["GET", "POST", "PUT", "DELETE"];

/** Every operation that is built, in the order of the contract. */
export function operations(): Operation[] {
  // Read once: what runs the tests is a child of what found them.
  const known = (process.env["INNBOKS_OPERATIONS"] ??= JSON.stringify(read()));
  return JSON.parse(known) as Operation[];
}

function read(): Operation[] {
  const redocly = here("../../../node_modules/.bin/redocly");
  const source = here("../../public-api/openapi.yaml");
  const bundled = execFileSync(redocly, ["bundle", source, "--ext", "json"], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const { paths } = JSON.parse(bundled) as Contract;
  return Object.entries(paths).flatMap(([path, described]) =>
    METHODS.flatMap((method) => {
      const found = described[method.toLowerCase()];
      if (!found || found["x-status"] === "planned") return [];
      const isTelling = Object.entries(found.responses).some(
        ([status, { content }]) => status < "300" && content !== undefined,
      );
      const isAboutPerson = JSON.stringify(found.parameters ?? []).includes("ActingPerson");
      return [{ id: found.operationId, method, path: `/api/v1${path}`, isAboutPerson, isTelling }];
    }),
  );
}

/** Does this call ask for it? */
export function asksFor(operation: Operation, method: string, address: string): boolean {
  const path = operation.path.replace(/\{\w+\}/g, "[^/]+");
  return method === operation.method && new RegExp(`^${path}$`).test(new URL(address).pathname);
}
