import type { Message, Result as ResultData, Section as SectionData } from "../contract";
import { blocks, headed, numberIn, plain, tel } from "../text";
import { useConversation, useShared } from "./context";
import { Icon } from "./icon";
import { One } from "./replies";
import { Line, Text } from "./text";

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
          <Section message={message} />
          {latest && message.replies.length > 0 && <One replies={message.replies} />}
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

function Section({ message }: { message: Message }) {
  const data = message.data?.type === "section" ? message.data : null;
  switch (data?.section) {
    case "patterns":
      return <Patterns data={data} text={message.text} />;
    case "steps":
      return <Steps text={message.text} />;
    case "sources":
      return <Sources text={message.text} />;
    case "why":
    case "do_now":
    case "not_clear":
      return <Headed text={message.text} />;
    default:
      return <Text text={message.text} headings />;
  }
}

function Headed({ text }: { text: string }) {
  const { heading, rest } = headed(text);
  return (
    <>
      <h4>{heading}</h4>
      <Text text={rest} />
    </>
  );
}

function Patterns({ data, text }: { data: SectionData; text: string }) {
  const { t } = useShared();
  const [, note = ""] = text.split("\n\n")[0]?.match(/^[^.]+\.\s*([^＋]*)/) ?? [];
  return (
    <>
      <h4>{t.patterns}</h4>
      <p class="hint">{note.trim()}</p>
      {data.patterns?.map((pattern) => (
        <div class="pattern" key={pattern.name}>
          <p>
            <strong>{pattern.name}</strong>
            <br />
            <Line text={pattern.summary} />
          </p>
          <Evidence sign="+" words={t.speaksFor} labels={pattern.for} />
          <Evidence sign="−" words={t.speaksAgainst} labels={pattern.against} />
        </div>
      ))}
    </>
  );
}

function Evidence({ sign, words, labels }: { sign: string; words: string; labels: string[] }) {
  if (!labels.length) return null;
  return (
    <div class={sign === "+" ? "evidence for" : "evidence against"}>
      <p class="sign">
        <b aria-hidden="true">{sign}</b> {words}
      </p>
      <ul>
        {labels.map((label) => (
          <li key={label}>{label}</li>
        ))}
      </ul>
    </div>
  );
}

function Steps({ text }: { text: string }) {
  const { chat, t } = useShared();
  const { ticked } = useConversation(chat);
  const { heading, rest } = headed(text);
  return (
    <>
      <h4>{heading}</h4>
      <p class="hint">{t.tickHint}</p>
      {blocks(rest).map((block) =>
        block.kind === "paragraph" ? (
          <p key={block.text}>
            <Line text={block.text} />
          </p>
        ) : (
          <ul class="steps" key="steps">
            {block.items.map((step) => (
              <li key={step}>
                <label class="tick">
                  <input type="checkbox" checked={ticked.includes(step)} onChange={() => chat.tick(step)} />
                  <span>{step}</span>
                </label>
              </li>
            ))}
          </ul>
        ),
      )}
    </>
  );
}

/** The list is folded; what stands after it, such as a note on clinical review, stays in sight. */
function Sources({ text }: { text: string }) {
  const { heading, rest } = headed(text);
  const parts = rest.split(/\n{2,}/);
  const listed = parts.filter((part) => part.trim().startsWith("•"));
  const notes = parts.filter((part) => !listed.includes(part));
  return (
    <>
      <details>
        <summary>{heading}</summary>
        <Text text={listed.join("\n")} />
      </details>
      <Text text={notes.join("\n\n")} />
    </>
  );
}
