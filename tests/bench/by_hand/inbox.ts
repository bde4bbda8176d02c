// The inbox as one writes it by hand, to measure the app beside: the same calls, the same rows, and nothing of what keeps
// it right (policy, person boundary, languages, drafts, what changes meanwhile).

type Summary = {
  id: string;
  category: string;
  sender: { name: string; role: string | null };
  subject: string;
  preview: string;
  latestAt: string;
  unread: boolean;
  messageCount: number;
  hasAttachment: boolean;
  hasDraft: boolean;
  lastFrom: string;
  needsAnswer: boolean;
};
type Page = { threads: Summary[]; nextCursor: string | null; unread: number };
type Found = {
  hits: { thread: Summary; excerpt: { text: string } | null }[];
  nextCursor: string | null;
  unread: number;
};
type Block = { text?: string; blocks?: Block[]; children?: Block[] };
type Thread = Summary & {
  messages: { id: string; from: { name: string }; sentAt: string; body: Block; attachments: { name: string }[] }[];
};
type Session = { csrfToken: string; defaultPerson: string; firstPage: string; persons: { id: string; name: string }[] };

/** Names of the kinds of threads. */
declare const KINDS: Record<string, string>;

const API = "/api/v1";
const BASE = "/innboks/";
/** Does it keep the list that it leaves, or fetch it again? */
const keeps = location.search === "?keeps";

const session: Session = await (await fetch(`${API}/session`)).json();
const main = document.getElementById("inbox") as HTMLElement;
let left: Node[] = [];

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string>,
  ...children: (Node | string | false)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== false));
  return made;
}

async function call<T>(address: string, method = "GET", body?: unknown): Promise<T> {
  const headers: Record<string, string> = { "X-Acting-Person": session.defaultPerson };
  if (method !== "GET") headers["X-CSRF-Token"] = session.csrfToken;
  if (body) headers["Content-Type"] = "application/json";
  const answer = await fetch(address, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as T;
}

const days = new Intl.DateTimeFormat("nb", { day: "numeric", month: "long", timeZone: "Europe/Oslo" });
const time = (at: string): HTMLElement => element("time", { datetime: at }, days.format(new Date(at)));

function link(to: string, ...children: (Node | string | false)[]): HTMLAnchorElement {
  const made = element("a", { href: to }, ...children);
  made.addEventListener("click", (event) => {
    event.preventDefault();
    history.pushState(null, "", to);
    void show();
  });
  return made;
}

function marked(text: string, word: string): HTMLElement {
  const at = word ? text.toLowerCase().indexOf(word.toLowerCase()) : -1;
  if (at < 0) return element("span", {}, text);
  const end = at + word.length;
  return element("span", {}, text.slice(0, at), element("mark", {}, text.slice(at, end)), text.slice(end));
}

function row(thread: Summary, word: string): HTMLElement {
  const { sender, unread } = thread;
  const marks = element(
    "span",
    { class: "marks" },
    element("span", { class: "tag" }, KINDS[thread.category] ?? ""),
    thread.needsAnswer && element("span", {}, "Svar ventes"),
    thread.hasAttachment && element("span", {}, "Har vedlegg"),
    thread.messageCount > 1 && element("span", {}, `${thread.messageCount} meldinger`),
    thread.hasDraft && element("span", {}, "Utkast"),
  );
  const body = link(
    `${BASE}samtale/${thread.id}`,
    element(
      "span",
      {},
      marked(sender.role ? `${sender.name}, ${sender.role}` : sender.name, word),
      " ",
      unread && element("span", { class: "badge" }, "Ulest"),
    ),
    element("span", { class: "subject" }, marked(thread.subject, word)),
    element("span", { class: "preview" }, thread.lastFrom === "citizen" && "Du: ", marked(thread.preview, word)),
    marks,
    time(thread.latestAt),
  );
  const more = element("button", { "aria-label": `Flere valg for ${thread.subject}` }, "⌄");
  return element("li", { "data-thread": thread.id, class: unread ? "unread" : "read" }, body, more);
}

function listed(page: Page, word: string, next: (cursor: string) => Promise<Page>): Node[] {
  const list = element("ul", {}, ...page.threads.map((thread) => row(thread, word)));
  const more = element("button", {}, "Vis flere");
  let cursor = page.nextCursor;
  more.hidden = !cursor;
  more.addEventListener("click", async () => {
    const page = await next(cursor ?? "");
    list.append(...page.threads.map((thread) => row(thread, word)));
    cursor = page.nextCursor;
    more.hidden = !cursor;
  });
  return [list, more];
}

function searchForm(): HTMLElement {
  const field = element("input", { type: "search", "aria-label": "Søk i innboksen" });
  const form = element("form", { role: "search" }, field, element("button", { type: "button" }, "Søk"));
  const search = async (): Promise<void> => {
    const look = async (cursor?: string): Promise<Page> => {
      const asked = { text: field.value, limit: 50, ...(cursor ? { cursor } : {}) };
      const { hits, ...page } = await call<Found>(`${API}/threads/search`, "POST", asked);
      const threads = hits.map(({ thread, excerpt }) => ({ ...thread, preview: excerpt?.text ?? thread.preview }));
      return { ...page, threads };
    };
    const page = await look();
    const [heading] = main.children;
    main.replaceChildren(...(heading ? [heading] : []), form, ...listed(page, field.value, look));
  };
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    void search();
  });
  return form;
}

async function showList(): Promise<void> {
  if (keeps && left.length) return main.replaceChildren(...left);
  const page = await call<Page>(session.firstPage);
  const next = (cursor: string): Promise<Page> => call(`${session.firstPage}&cursor=${encodeURIComponent(cursor)}`);
  const heading = element("h1", {}, "Innboks");
  main.replaceChildren(heading, element("p", {}, `${page.unread} uleste`), searchForm(), ...listed(page, "", next));
}

const words = ({ text = "", blocks = [], children = [] }: Block): string =>
  [text, ...blocks.map(words), ...children.map(words)].filter(Boolean).join("\n");

async function showThread(id: string): Promise<void> {
  const thread = await call<Thread>(`${API}/threads/${id}`);
  const messages = thread.messages.map(({ from, sentAt, body, attachments }) =>
    element(
      "article",
      {},
      element("strong", {}, from.name),
      " ",
      time(sentAt),
      ...words(body)
        .split("\n")
        .map((line) => element("p", {}, line)),
      ...attachments.map(({ name }) => element("p", {}, name)),
    ),
  );
  left = [...main.childNodes];
  const back = element("a", { href: BASE, "data-back": "" }, "Tilbake til innboksen");
  back.addEventListener("click", (event) => {
    event.preventDefault();
    history.back();
  });
  main.replaceChildren(back, element("h1", {}, thread.subject), ...messages);
  if (thread.unread) await call(`${API}/threads/${id}/read-state`, "PUT", { read: true });
}

function show(): Promise<void> {
  const [, id] = /\/samtale\/([^/]+)$/.exec(location.pathname) ?? [];
  return id ? showThread(id) : showList();
}

const owner = session.persons.find(({ id }) => id === session.defaultPerson);
document.querySelector("header")?.append(owner?.name ?? "");
addEventListener("popstate", () => void show());
await show();

export {};
