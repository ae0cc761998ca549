const SLOW_MS = 3_000;

/** The one live region. It stands outside of everything that is drawn again, so each message is read once. */
export class Announcer {
  readonly region = document.createElement("div");
  private timer = 0;

  constructor() {
    this.region.className = "unseen";
    this.region.setAttribute("aria-live", "polite");
  }

  say(lines: string[]): void {
    this.region.replaceChildren(
      ...lines.map((line) => {
        const paragraph = document.createElement("p");
        paragraph.textContent = line;
        return paragraph;
      }),
    );
  }

  /** Says a line if nothing else happens for a while. */
  sayLater(line: string): void {
    this.cancel();
    this.timer = window.setTimeout(() => this.say([line]), SLOW_MS);
  }

  cancel(): void {
    clearTimeout(this.timer);
  }
}
