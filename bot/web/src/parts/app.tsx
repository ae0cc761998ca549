import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Announcer } from "../announcer";
import type { Conversation } from "../conversation";
import { print } from "../print";
import { said } from "../said";
import { bringIntoView } from "../scroll";
import { speech } from "../speech";
import type { Strings } from "../strings";
import { Composer } from "./composer";
import { Context, type Shared, useConversation } from "./context";
import { Header } from "./header";
import { Log } from "./log";
import { Sure } from "./sure";

interface Props {
  chat: Conversation;
  t: Strings;
  announcer: Announcer;
  autofocus: boolean;
  close?: () => void;
}

const fine = (): boolean => matchMedia("(pointer: fine)").matches;

/** The chat from header to box, wherever it stands. */
export function App({ chat, t, announcer, autofocus, close }: Props) {
  const state = useConversation(chat);
  const [asking, setAsking] = useState<"over" | "forget" | null>(null);
  const [notDone, setNotDone] = useState<string | null>(null);
  const [roomy, setRoomy] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const log = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const touched = useRef(false);
  const inside = useRef(false);

  const goOn = (event?: Event) => {
    // On a phone the box would bring the keyboard up, so a finger leaves the focus in the conversation.
    touched.current = !!event && (event as MouseEvent).detail > 0 && !fine();
    (touched.current ? log : box).current?.focus({ preventScroll: true });
  };
  const shared = useMemo<Shared>(
    () => ({
      chat,
      t,
      goOn,
      ask: setAsking,
      print: () => frame.current && print(frame.current, chat.state, t),
    }),
    [chat, t],
  );

  useLayoutEffect(() => {
    frame.current?.append(announcer.region); // inside, because a modal panel silences what is outside of it
  }, []);

  useEffect(() => {
    chat.onReply = (messages) => {
      announcer.cancel();
      announcer.say(messages.map((message) => said(message, t)));
      if (chat.state.aloud) speech.say(messages.map((message) => said(message, t)), chat.state.about?.language ?? "en");
    };
    const again = () => document.visibilityState === "visible" && void chat.refresh();
    const online = () => chat.tryNow();
    addEventListener("online", online);
    addEventListener("focus", again);
    document.addEventListener("visibilitychange", again);
    const { unsent } = chat.state;
    void chat.open().then(() => !unsent && chat.state.turns.length > 1 && announcer.say([t.stillHere]));
    if (autofocus && fine()) box.current?.focus({ preventScroll: true });
    return () => {
      removeEventListener("online", online);
      removeEventListener("focus", again);
      document.removeEventListener("visibilitychange", again);
      speech.stop();
    };
  }, [chat]);

  useEffect(() => {
    if (state.unsent && !state.waiting) announcer.sayLater(t.writing(state.about?.name ?? "Ischia"));
    else announcer.cancel();
  }, [state.unsent, state.waiting]);

  useLayoutEffect(() => {
    const { width = 0, height = 0 } = frame.current?.getBoundingClientRect() ?? {};
    const em = parseFloat(getComputedStyle(frame.current as Element).fontSize);
    setRoomy(width > 38 * em && height > 46 * em);
  }, []);

  useLayoutEffect(() => {
    const lost = inside.current && document.hasFocus() && document.activeElement === document.body;
    if (lost) log.current?.focus({ preventScroll: true });
    const turn = lastTurn(log.current);
    if (log.current && turn && (state.turns.length > 1 || state.unsent)) bringIntoView(log.current, turn);
    if (touched.current && !chat.busy) {
      touched.current = false;
      turn?.focus({ preventScroll: true });
    }
  }, [state.turns, state.unsent, state.waiting]);

  const write = (before: string, sentence: string) => {
    const draft = before && state.draft.includes(before) ? state.draft.replace(before, sentence) : `${state.draft} ${sentence}`;
    chat.change({ draft: draft.trimStart() });
    box.current?.focus();
    requestAnimationFrame(() => box.current?.setSelectionRange(box.current.value.length, box.current.value.length));
  };
  const answer = async (yes: boolean) => {
    if (yes && asking === "forget") {
      try {
        await chat.forget();
      } catch {
        return setNotDone(t.notDeleted);
      }
    }
    setNotDone(null);
    setAsking(null);
    if (yes && asking === "over") void chat.startOver();
    requestAnimationFrame(() => goOn());
  };

  return (
    <Context.Provider value={shared}>
      <div
        class="app"
        ref={frame}
        onFocusIn={() => {
          inside.current = true;
        }}
        onFocusOut={(event) => {
          if (event.relatedTarget) inside.current = false;
        }}
      >
        <div class="scroller">
          <Header close={close} />
          <Log log={log} roomy={roomy} write={write} />
          <Composer box={box} />
        </div>
        {asking && (
          <Sure
            words={asking === "over" ? t.sureOver : t.sureForget}
            trouble={notDone}
            onNo={() => void answer(false)}
            onYes={() => void answer(true)}
          />
        )}
      </div>
    </Context.Provider>
  );
}

const lastTurn = (log: HTMLElement | null): HTMLElement | undefined => [...(log?.querySelectorAll<HTMLElement>(".turn") ?? [])].at(-1);
