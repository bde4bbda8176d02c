import type { BrowserContext, ConsoleMessage, Dialog, Request } from "@playwright/test";

/** A person's id as the stand-in forms them: it may stand in a header, never in an address. */
const PERSON_ID = /(?<![a-z0-9])p-[a-z]{2,}/;

type ExpectedDialog = { type: string; answer: "accept" | "dismiss" };

/** Notes what must never happen, whatever a test is about. */
export class Guard {
  /** Every address that was asked for or shown. */
  readonly addresses: string[] = [];
  readonly problems: string[] = [];
  private readonly faults: RegExp[] = [];
  private readonly dialogs: ExpectedDialog[] = [];

  constructor(private readonly origin: string) {}

  /** A console message or page error that the test provokes. */
  expectFault(...patterns: RegExp[]): void {
    this.faults.push(...patterns);
  }

  /** A dialog of the browser that the test provokes. */
  expectDialog(type: string, answer: ExpectedDialog["answer"]): void {
    this.dialogs.push({ type, answer });
  }

  async watch(context: BrowserContext): Promise<void> {
    await context.exposeBinding("reportViolation", (_source, what: string) => this.note("CSP report", what));
    await context.addInitScript(() => {
      window.addEventListener("securitypolicyviolation", (event) => {
        const report = (window as unknown as { reportViolation(what: string): void }).reportViolation;
        report(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
      });
    });
    context.on("console", (message) => this.onConsole(message));
    context.on("weberror", (error) => this.onFault("page error", String(error.error())));
    context.on("request", (request) => this.onRequest(request));
    context.on("dialog", (dialog) => this.onDialog(dialog));
    context.on("page", (page) => page.on("framenavigated", (frame) => this.onAddress(frame.url())));
  }

  private note(kind: string, what: string): void {
    this.problems.push(`${kind}: ${what}`);
  }

  private onConsole(message: ConsoleMessage): void {
    if (!["error", "warning"].includes(message.type())) return;
    const what = message.text();
    // No declaration covers these.
    if (/Content Security Policy|Trusted ?Type/i.test(what)) this.note("CSP in the console", what);
    else this.onFault(`console ${message.type()}`, `${what} (${message.location().url})`);
  }

  private onFault(kind: string, what: string): void {
    if (!this.faults.some((pattern) => pattern.test(what))) this.note(kind, what);
  }

  private onRequest(request: Request): void {
    const url = request.url();
    if (new URL(url).origin !== this.origin) this.note("foreign request", url);
    this.onAddress(url);
  }

  private onAddress(url: string): void {
    this.addresses.push(url);
    if (PERSON_ID.test(url)) this.note("a person's id in an address", url);
  }

  private onDialog(dialog: Dialog): void {
    const index = this.dialogs.findIndex(({ type }) => type === dialog.type());
    const [expected] = index < 0 ? [] : this.dialogs.splice(index, 1);
    if (!expected) this.note("dialog", `${dialog.type()} ${dialog.message()}`);
    const answer = expected?.answer === "accept" ? dialog.accept() : dialog.dismiss();
    // The page may be closing under the dialog.
    answer.catch(() => undefined);
  }
}
