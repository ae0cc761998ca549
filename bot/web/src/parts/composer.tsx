import type { RefObject } from "preact";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { asked } from "../turns";
import { useConversation, useShared } from "./context";
import { Trouble } from "./trouble";

/** The box, always there: free text is welcome at every question. */
export function Composer({ box }: { box: RefObject<HTMLTextAreaElement | null> }) {
  const { chat, t } = useShared();
  const { draft, turns, about, phase } = useConversation(chat);
  const age = asked(turns.at(-1))?.kind === "age";

  useLayoutEffect(() => fit(box.current), [draft]);
  useEffect(() => {
    const area = box.current;
    const watcher = new ResizeObserver(() => fit(area));
    if (area) watcher.observe(area.parentElement ?? area);
    return () => watcher.disconnect();
  }, []);

  const send = (event: Event) => {
    event.preventDefault();
    box.current?.focus();
    void chat.say(draft.trim(), { typed: true });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
  };
  return (
    <form class="bottom" onSubmit={send}>
      <div class="column">
        <Trouble />
        <div class="write">
          <textarea
            ref={box}
            rows={1}
            dir="auto"
            autocomplete="off"
            enterkeyhint="send"
            inputMode={age ? "numeric" : "text"}
            aria-label={t.write}
            placeholder={age ? t.writeAge : t.write}
            value={draft}
            onInput={(event) => chat.change({ draft: event.currentTarget.value })}
            onKeyDown={onKey}
          />
          <button
            type="submit"
            class="primary"
            aria-disabled={chat.busy || phase !== "talking"}
            onPointerDown={(event) => event.preventDefault() /* the box keeps the focus, and the phone its keyboard */}
          >
            {t.send}
          </button>
        </div>
        {about && about.unsigned_items > 0 && <p class="small-print">{t.unreviewed}</p>}
      </div>
    </form>
  );
}

/** As high as its text, up to the limit in the styles. */
function fit(area: HTMLTextAreaElement | null): void {
  if (!area) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
}
