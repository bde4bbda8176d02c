// What measures inside the page.

export type Answer = { ms: number; serverMs: number; rows: number };

export type Probe = {
  /** When the first rows had been drawn, in milliseconds since the navigation began. */
  firstRowsAt: number;
  /** How long the server thought about the first call to this path. */
  served(path: string): number;
  rows(): number;
  nodes(): number;
  /** What the app's WebAssembly memory holds, in bytes; it never shrinks. */
  memory(): number;
  /** When the first text or picture was painted, in the same. */
  contentAt(): number;
  /** Opens the first thread of the list and waits for its messages; milliseconds. */
  open(): Promise<number>;
  /** Goes back from a thread and waits for the list; milliseconds. */
  back(): Promise<number>;
  /** Presses the button and waits for the rows that come. */
  press(button: HTMLElement): Promise<Answer>;
  /** Looks for a word, by Enter, and waits for the first hits. */
  search(field: HTMLInputElement, word: string): Promise<Answer>;
  /** Scrolls the page from top to bottom, one step per frame; answers how long each frame took. */
  scroll(): Promise<number[]>;
  /** Lets the browser leave out the rows that are not in sight. */
  leaveOutUnseenRows(): void;
};

declare global {
  interface Window {
    probe: Probe;
  }
}

/** Runs in each page before anything else. */
export function install(): void {
  const STEP = 600;
  const FRAMES = 200;
  const LONGEST = 30_000;
  const memories = new Set<WebAssembly.Memory>();
  // The page written by hand has no shadow.
  const root = (): ParentNode | null =>
    document.querySelector("hn-webcomp-innboks")?.shadowRoot ?? document.getElementById("inbox");
  const ROW = "li[data-thread]";
  const MESSAGE = "article";
  const count = (selector: string): number => root()?.querySelectorAll(selector).length ?? 0;
  const frame = (): Promise<number> => new Promise(requestAnimationFrame);
  /** After the frame in which it holds has been drawn. */
  const drawn = async (holds: () => boolean): Promise<number> => {
    const begun = performance.now();
    do {
      await frame();
      if (performance.now() - begun > LONGEST) throw new Error("It was never drawn");
    } while (!holds());
    await new Promise((resolve) => setTimeout(resolve));
    return performance.now();
  };

  /** How long it takes until what is asked for is drawn. */
  const taken = async (selector: string, holds: () => boolean): Promise<number> => {
    const link = root()?.querySelector<HTMLElement>(selector);
    if (!link) throw new Error(`There is no ${selector}`);
    const begun = performance.now();
    link.click();
    return (await drawn(holds)) - begun;
  };

  /** After the frames that follow from what was done. */
  const still = async (): Promise<void> => {
    for (let frames = 0; frames < 3; frames++) await frame();
  };

  const keep = (instance: WebAssembly.Instance): void => {
    for (const exported of Object.values(instance.exports)) {
      if (exported instanceof WebAssembly.Memory) memories.add(exported);
    }
  };
  const streaming = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const made = await streaming(source, imports);
    keep(made.instance);
    return made;
  };
  performance.setResourceTimingBufferSize(5000);

  const calls = (): PerformanceResourceTiming[] =>
    performance.getEntriesByType("resource") as PerformanceResourceTiming[];
  const served = (call: PerformanceResourceTiming): number => call.responseStart - call.requestStart;
  const isTo = (path: string, call: PerformanceResourceTiming): boolean => new URL(call.name).pathname.endsWith(path);

  /** Does it, and waits for what it brings from the API. */
  const timed = async (act: () => void, path: string, holds: () => boolean): Promise<Answer> => {
    const begun = performance.now();
    act();
    const ms = (await drawn(holds)) - begun;
    const call = calls().findLast((call) => call.startTime >= begun && isTo(path, call));
    if (!call) throw new Error(`Nothing was asked of ${path}`);
    await still();
    return { ms, serverMs: served(call), rows: count(ROW) };
  };

  const probe: Probe = {
    firstRowsAt: 0,
    served: (path) => {
      const call = calls().find((call) => isTo(path, call));
      return call ? served(call) : NaN;
    },
    rows: () => count(ROW),
    nodes: () => {
      const top = root();
      const walker = top && document.createTreeWalker(top);
      let nodes = 0;
      while (walker?.nextNode()) nodes++;
      return nodes;
    },
    memory: () => [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
    contentAt: () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
    open: () => taken(`${ROW} a`, () => count(ROW) === 0 && count(MESSAGE) > 0),
    back: () => taken("a[data-back], .ib-back", () => count(ROW) > 0 && count(MESSAGE) === 0),
    press: (button) => {
      const before = count(ROW);
      return timed(
        () => button.click(),
        "/threads",
        () => count(ROW) > before,
      );
    },
    search: (field, word) =>
      timed(
        () => {
          field.value = word;
          field.dispatchEvent(new InputEvent("input", { bubbles: true }));
          field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
        },
        "/threads/search",
        () => count(`${ROW} mark`) > 0,
      ),
    scroll: async () => {
      const gaps: number[] = [];
      while (gaps.length < FRAMES) {
        window.scrollTo({ top: 0, behavior: "instant" });
        await frame();
        let last = await frame();
        const isEnd = (): boolean => window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 1;
        while (!isEnd()) {
          window.scrollBy({ top: STEP, behavior: "instant" });
          const now = await frame();
          gaps.push(now - last);
          last = now;
        }
      }
      return gaps;
    },
    leaveOutUnseenRows: () => {
      const heights = [...(root()?.querySelectorAll(ROW) ?? [])].map((row) => row.getBoundingClientRect().height);
      const height = heights.sort((a, b) => a - b)[heights.length >> 1] ?? 0;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`${ROW} { content-visibility: auto; contain-intrinsic-size: auto ${height}px; }`);
      document.querySelector("hn-webcomp-innboks")?.shadowRoot?.adoptedStyleSheets.push(sheet);
    },
  };
  window.probe = probe;
  void drawn(() => count(ROW) > 0).then((at) => (probe.firstRowsAt = at));
}
