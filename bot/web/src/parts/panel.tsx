import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Announcer } from "../announcer";
import type { Conversation } from "../conversation";
import type { Strings } from "../strings";
import { App } from "./app";
import { useConversation } from "./context";
import { Icon } from "./icon";

interface Props {
  chat: Conversation;
  t: Strings;
  announcer: Announcer;
}

const SMALL = "(max-width: 36em), (max-height: 32em)";

/** A button in the corner and the panel it opens: beside the page on a large screen, over all of it on a small one. */
export function Panel({ chat, t, announcer }: Props) {
  const { open, about } = useConversation(chat);
  const launcher = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDialogElement>(null);
  const reloaded = useRef(open);

  useLayoutEffect(() => {
    const dialog = panel.current;
    if (!dialog || !open) return;
    const small = matchMedia(SMALL);
    const before = document.activeElement;
    const show = () => {
      const focused = (dialog.getRootNode() as ShadowRoot).activeElement as HTMLElement | null;
      dialog.close();
      if (small.matches) dialog.showModal();
      else dialog.show();
      focused?.focus();
    };
    show();
    if (reloaded.current && before instanceof HTMLElement && !small.matches) before.focus();
    small.addEventListener("change", show);
    return () => small.removeEventListener("change", show);
  }, [open]);

  useEffect(() => {
    reloaded.current = false;
  }, []);

  const close = () => {
    chat.change({ open: false });
    requestAnimationFrame(() => launcher.current?.focus());
  };
  const name = about?.name ?? "Ischia";
  return (
    <section class="corner" aria-label={t.chatWith(name)}>
      <button
        ref={launcher}
        type="button"
        class="launcher"
        aria-expanded={open}
        onClick={() => (open ? close() : chat.change({ open: true }))}
      >
        <Icon name="chat" />
        {t.launch}
      </button>
      {open && (
        <dialog
          ref={panel}
          class="panel"
          aria-label={t.chatWith(name)}
          onKeyDown={(event) => event.key === "Escape" && close()}
          onCancel={(event) => {
            event.preventDefault();
            close();
          }}
        >
          <App chat={chat} t={t} announcer={announcer} autofocus={!reloaded.current} close={close} />
        </dialog>
      )}
    </section>
  );
}
