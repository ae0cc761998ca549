import type { Message } from "./contract";
import type { Strings } from "./strings";
import { sayable } from "./text";

/** What a screen reader says of a message. */
export function said(message: Message, t: Strings): string {
  const { data, replies } = message;
  return [
    data?.type === "question" && `${t.progress(data.place, data.total)}.`,
    data?.type === "result" && `${t.urgency[data.urgency]}.`,
    sayable(message.text),
    replies.length > 0 && t.answersAre(replies),
  ]
    .filter(Boolean)
    .join(" ");
}
