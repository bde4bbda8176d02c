/** The element `hn-webcomp-innboks`: README.md beside this file says what each part means. */
export interface InnboksElement extends HTMLElement {
  /** `nb`, `nn`, `en` or `se`. */
  lang: string;
  basePath: string;
  apiUrl: string;
  shell: InnboksShell;
  manageTitle: boolean;
  /** Whom one acts for; `null` while that is nobody. Set it to act for another. */
  person: string | null;
  /** How many unread threads they have; `null` while that is not known. */
  readonly unread: number | null;
  /** Is there text that is not safe on the server? */
  readonly unsaved: boolean;
  readonly version: string;
}

export type InnboksShell = "standalone" | "helsenorge";

export type InnboksPage =
  | "inbox"
  | "putAway"
  | "thread"
  | "compose"
  | "draft"
  | "drafts"
  | "persons"
  | "access"
  | "about"
  | "accessibility"
  | "notFound";

export type InnboksErrorCode =
  | "attribute"
  | "api-url"
  | "second-element"
  | "load"
  | "unsupported"
  | "panic"
  | "shell-silent"
  | "shell-nonsense"
  | "unknown-person";

export interface InnboksReadyDetail {
  version: string;
}

export interface InnboksNavigateDetail {
  path: string;
  page: InnboksPage;
}

export interface InnboksUnreadDetail {
  person: string;
  count: number;
}

export interface InnboksPersonDetail {
  person: string | null;
}

export interface InnboksUnsavedDetail {
  unsaved: boolean;
}

export interface InnboksErrorDetail {
  code: InnboksErrorCode;
}

/** All bubble and are composed. */
export interface InnboksEventMap {
  "innboks-ready": CustomEvent<InnboksReadyDetail>;
  "innboks-navigate": CustomEvent<InnboksNavigateDetail>;
  "innboks-unread": CustomEvent<InnboksUnreadDetail>;
  "innboks-person": CustomEvent<InnboksPersonDetail>;
  "innboks-unsaved": CustomEvent<InnboksUnsavedDetail>;
  "innboks-error": CustomEvent<InnboksErrorDetail>;
}

declare global {
  interface HTMLElementTagNameMap {
    "hn-webcomp-innboks": InnboksElement;
  }

  interface HTMLElementEventMap extends InnboksEventMap {}
}
