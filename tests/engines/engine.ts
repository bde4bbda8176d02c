// What the journeys need of a browser, whichever it is.

/** What to look for, as a citizen finds it. */
export type Query = {
  role: string;
  /** The whole accessible name, or a part that matches. */
  name?: string | RegExp;
  /** Only inside of this. */
  within?: Query;
};

/** A browser that runs. */
export interface Engine {
  /** A window with nothing in it of the windows before. */
  window(): Promise<Window>;
  close(): Promise<void>;
}

/** A window, and whoever sits before it: clicks and keys are the engine's own, as from mouse and keyboard. */
export interface Window {
  open(address: string): Promise<void>;
  reload(): Promise<void>;
  back(): Promise<void>;
  /** Runs a function in the page; what it takes and answers is JSON, or a promise of it. */
  run<Taken extends unknown[], Given>(does: (...taken: Taken) => Given, ...taken: Taken): Promise<Awaited<Given>>;
  /** Clicks on the first that is found; `false` when there is none. */
  click(query: Query): Promise<boolean>;
  /** Writes into the first that is found; `false` when there is none. */
  type(query: Query, words: string): Promise<boolean>;
  /** Reports of the content security policy, errors of the page and of its console, as far as the engine tells them. */
  problems(): Promise<string[]>;
  close(): Promise<void>;
}
