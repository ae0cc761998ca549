import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { Conversation, State } from "../conversation";
import type { Strings } from "../strings";

export interface Shared {
  chat: Conversation;
  t: Strings;
  /** Moves the focus to where the person goes on, and never leaves it nowhere. */
  goOn: (event?: Event) => void;
  /** Where dialogs and sheets are asked for. */
  ask: (question: "over" | "forget") => void;
  print: () => void;
}

export const Context = createContext<Shared>(null as unknown as Shared);

export const useShared = (): Shared => useContext(Context);

/** The state of the conversation; the part is drawn again when it changes. */
export function useConversation(chat: Conversation): State {
  const [, draw] = useState(0);
  useEffect(() => chat.watch(() => draw((times) => times + 1)), [chat]);
  return chat.state;
}
