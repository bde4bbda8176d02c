import type { BrowserContext } from "@playwright/test";

/** Counts what hostile text would do if it were more than text. */
export class Trap {
  /** What was called that only hostile text calls. */
  readonly executed: string[] = [];
  /** Documents that were asked for, in any frame. */
  readonly navigations: string[] = [];
  readonly foreign: string[] = [];
  readonly pages: string[] = [];

  static async set(context: BrowserContext, origin: string | undefined): Promise<Trap> {
    const trap = new Trap();
    await context.exposeBinding("reportExecuted", (_source, what: string) => trap.executed.push(what));
    await context.addInitScript(() => {
      const report = (window as unknown as { reportExecuted(what: string): void }).reportExecuted;
      for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
        Object.defineProperty(window, name, { value: () => report(name), configurable: true });
      }
    });
    context.on("page", (page) => trap.pages.push(page.url()));
    context.on("request", (request) => {
      if (request.isNavigationRequest()) trap.navigations.push(request.url());
      if (new URL(request.url()).origin !== origin) trap.foreign.push(request.url());
    });
    return trap;
  }
}
