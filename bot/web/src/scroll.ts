/** Moves only the chat, never the page around it: a short turn is shown whole, a long one from its beginning. */
export function bringIntoView(log: HTMLElement, turn: HTMLElement): void {
  const scroller = getComputedStyle(log).overflowY === "visible" ? (log.parentElement ?? log) : log;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const margin = 20;
  const top = turn.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
  const long = turn.offsetHeight > scroller.clientHeight - 2 * margin;
  scroller.scrollTo({ top: long ? top - margin : scroller.scrollHeight, behavior: calm ? "auto" : "smooth" });
}
