import { expect, type Locator, type Page } from "@playwright/test";
import type { Citizen } from "../citizen.ts";
import { rows } from "../page.ts";
import { goTo } from "../watch.ts";

/** How a citizen brings the page to ask for an operation of the contract, and what is there when it is answered. */
export type Asking = {
  persona?: string;
  /** What the database must hold first. */
  prepare?: string | ((citizen: Citizen) => void | Promise<void>);
  /** The page on which one stands before. */
  from?: string;
  /** How one comes to where it is asked for. */
  ready?: (page: Page, citizen: Citizen) => Promise<void>;
  /** What makes the page ask. */
  ask: (page: Page, citizen: Citizen) => Promise<void>;
  /** Asks once more, where there is no «Prøv igjen»; else as at first. */
  again?: (page: Page, citizen: Citizen) => Promise<void>;
  /** What is there when it was answered; else only that it was. */
  done?: (page: Page, citizen: Citizen) => Promise<void>;
  /** What a success says is not needed: no more than that it is JSON, or nothing. */
  unread?: "shape" | "all";
  /** What there is no way on from, but another: a draft that was sent is not saved. */
  last?: string[];
  /** Others are asked for first: only this one is without a network when the page is. */
  isAlone?: true;
  /** Nobody asked for it or misses it: the page goes on, and need not tell. */
  isQuiet?: true;
  /** A file may take its time; meanwhile there is this to do. */
  meanwhile?: (page: Page) => Locator;
  /** Is there when the stream has told that it took effect all the same. */
  heard?: (page: Page) => Locator;
  /** What was written, which must not be lost. */
  words?: string;
  /** The ids of the address, where they matter. */
  ids?: Record<string, string>;
  /** For how many seconds a send is held. */
  hold?: number;
};

export const to =
  (path: string) =>
  async (page: Page): Promise<void> =>
    goTo(page, path);

export const dialogButton = (page: Page, name: string): Locator =>
  page.getByRole("dialog").getByRole("button", { name, exact: true });

/** The page has its list. */
export const listed = async (page: Page): Promise<void> => {
  await expect(rows(page)).not.toHaveCount(0);
};
