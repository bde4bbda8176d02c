// The servers that the tests ask: one for most of them, and one for each other place of the inbox in the mock shell.

const PORT = Number(process.env["INNBOKS_PORT"] ?? 4189);

/** Base path of the app standing alone. */
export const ALONE = "/innboks";
/** Base path of the app in the mock of Helsenorge's shell (`tests/shell`). */
export const IN_SHELL = "/min-helse/innboks";

export const address = (port: number): string => `http://localhost:${port}`;

export const MAIN = { name: "stand-in", port: PORT, shellAt: IN_SHELL };
/** Whose shell has the inbox elsewhere. */
export const ELSEWHERE = [
  { name: "stand-in-root", port: PORT + 100, shellAt: "/" },
  { name: "stand-in-innboks", port: PORT + 200, shellAt: ALONE },
];
