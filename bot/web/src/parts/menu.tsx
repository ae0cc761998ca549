import { useEffect, useRef, useState } from "preact/hooks";
import { speech } from "../speech";
import { useConversation, useShared } from "./context";
import { Icon } from "./icon";

/** A list of buttons that opens below its own; Escape closes it. */
export function Menu() {
  const { chat, t, goOn, ask, print } = useShared();
  const { phase, aloud, unsent, turns } = useConversation(chat);
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const frame = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!open) return;
    const elsewhere = (event: Event) => !event.composedPath().includes(frame.current as EventTarget) && setOpen(false);
    document.addEventListener("pointerdown", elsewhere);
    document.addEventListener("focusin", elsewhere);
    return () => {
      document.removeEventListener("pointerdown", elsewhere);
      document.removeEventListener("focusin", elsewhere);
    };
  }, [open]);

  const close = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    event.preventDefault();
    setOpen(false);
    button.current?.focus();
  };
  const talking = phase === "talking" && !unsent;
  const item = (label: string, act: (event: Event) => void, able = talking) => (
    <li>
      <button
        type="button"
        class="item"
        aria-disabled={!able}
        onClick={(event) => {
          if (!able) return;
          setOpen(false);
          button.current?.focus();
          act(event);
        }}
      >
        {label}
      </button>
    </li>
  );
  const say = (text: string) => (event: Event) => {
    goOn(event);
    void chat.say(text);
  };

  return (
    <div class="menu" ref={frame} onKeyDown={close}>
      <button ref={button} type="button" class="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="menu" />
        {t.menu}
      </button>
      {open && (
        <ul class="items">
          {item(t.back, say(t.sent.back))}
          {item(t.startOver, () => ask("over"))}
          {item(t.summary, say(t.sent.summary))}
          {item(t.print, print, turns.length > 0)}
          {speech.possible && (
            <li>
              <button
                type="button"
                class="item"
                aria-pressed={aloud}
                onClick={() => {
                  if (aloud) speech.stop();
                  chat.change({ aloud: !aloud });
                }}
              >
                {t.readAloud}
              </button>
            </li>
          )}
          {item(t.privacy, say(t.sent.privacy))}
          {item(t.forget, () => ask("forget"))}
        </ul>
      )}
    </div>
  );
}
