// What the tests read of the contract, and how they ask the stand-in to misbehave.

export type UserClaims = {
  id: string;
  name: string;
  securityLevel: number;
  confidentialAddress: boolean;
  contactInfoConfirmedAt: string;
  contactInfoBlocksWriting: boolean;
};

export type PersonClaims = {
  id: string;
  name: string;
  relation: string;
  ageBand: string;
  consentLevel: string;
  archiveConsent: boolean;
  archiveTermsAccepted: boolean;
  services: { service: string; status: string; reason?: string }[];
  powerOfAttorney?: { kind: string; serviceAreas: number[]; validTo: string };
  unread: number;
};

export type Session = {
  version: string;
  user: UserClaims;
  persons: PersonClaims[];
  defaultPerson: string;
  csrfToken: string;
  language: string;
  serverTime: string;
  links: { kind: string; href: string }[];
};

export type ThreadSummary = {
  id: string;
  category: string;
  sender: { name: string; role: string | null };
  subject: string;
  preview: string;
  latestAt: string;
  unread: boolean;
  messageCount: number;
  hasAttachment: boolean;
};

export type ThreadPage = { threads: ThreadSummary[]; total: number; unread: number };

export type Message = {
  id: string;
  from: { kind: string; name: string };
  sentAt: string;
  body: { kind: string; text?: string };
  attachments: { id: string; name: string; state: string }[];
};

export type Thread = ThreadSummary & { messages: Message[] };

export type Fault =
  | { kind: "status"; status: number; code?: string; retryAfter?: number }
  | {
      kind:
        | "abort"
        | "lostAnswer"
        | "stall"
        | "malformed"
        | "truncated"
        | "unknownValues"
        | "hiddenData"
        | "expiredCursors";
    }
  | { kind: "wrongPerson"; person: string };

export type Rule = {
  method?: string;
  path?: string;
  person?: string;
  times?: number;
  after?: number;
  delayMs?: number;
  fault?: Fault;
};
