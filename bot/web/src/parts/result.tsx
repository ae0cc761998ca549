import type { Message, Result as ResultData } from "../contract";
import { numberIn, plain, tel } from "../text";
import { useConversation, useShared } from "./context";
import { Icon } from "./icon";
import { One } from "./replies";
import { Part } from "./section";
import { Text } from "./text";

/** The answer: how soon in colour, icon and word; who to call; then its sections. */
export function Result({ messages, latest }: { messages: Message[]; latest: boolean }) {
  const { t } = useShared();
  const [first, ...rest] = messages;
  const data = first?.data as ResultData;
  const word = t.urgency[data.urgency] ?? t.urgency.see_clinician_soon;
  return (
    <section class={`result ${data.urgency}`} aria-label={t.result(word)}>
      <h3 class="level">
        <Icon name={data.urgency} />
        {word}
      </h3>
      <div class="part headline text">
        <Text text={plain(first?.text ?? "")} />
        <Calls urgency={data.urgency} />
      </div>
      {rest.map((message, index) => (
        <div class={`part text ${message.data?.type === "section" ? message.data.section : ""}`} key={index}>
          <Part message={message} />
          {latest && message.replies.length > 0 && <One replies={message.replies} data={message.data} />}
        </div>
      ))}
    </section>
  );
}

function Calls({ urgency }: { urgency: ResultData["urgency"] }) {
  const { chat, t } = useShared();
  const { about } = useConversation(chat);
  if (!about) return null;
  const advice = numberIn(about.advice_line);
  const links = {
    emergency: [[t.call(about.emergency_number), tel(about.emergency_number)]],
    urgent_same_day: [
      ...(advice ? [[t.call(advice), tel(advice)]] : []),
      [t.inEmergency(about.emergency_number), tel(about.emergency_number)],
    ],
    see_clinician_soon: [
      ...(about.phone ? [[t.callName(about.name, about.phone), tel(about.phone)]] : []),
      ...(about.booking_link ? [[t.book, about.booking_link]] : []),
    ],
    self_care: [],
  }[urgency];
  if (!links?.length) return null;
  return (
    <>
    <p class="calls">
      {links.map(([words, href], index) => (
        <a key={href} class={index ? "call second" : "call"} href={href} rel="noreferrer">
          <Icon name={href?.startsWith("tel:") ? "phone" : "calendar"} />
          <span>{words}</span>
        </a>
      ))}
    </p>
    {urgency === "see_clinician_soon" && about.opening_hours && <p class="hint">{t.hours(about.opening_hours)}</p>}
    </>
  );
}
