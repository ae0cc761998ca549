import type { Message, Section } from "../contract";
import { useConversation, useShared } from "./context";
import { Line, Text } from "./text";

/** A part of an answer: its heading, a note on all of it, and its items. What is no part is a plain text. */
export function Part({ message }: { message: Message }) {
  const data = message.data?.type === "section" ? message.data : null;
  if (!data?.heading) return <Text text={message.text} />;
  if (data.section === "sources") return <Sources data={data} />;
  return (
    <>
      <h4>
        <Line text={data.heading} />
      </h4>
      {data.note && <p class="hint">{data.note}</p>}
      {data.section === "patterns" ? <Patterns data={data} /> : <Items data={data} />}
    </>
  );
}

function Items({ data }: { data: Section }) {
  if (data.section === "steps") return <Steps steps={data.items} />;
  return (
    <ul>
      {data.items.map((item) => (
        <li key={item}>
          <Line text={item} />
        </li>
      ))}
    </ul>
  );
}

function Steps({ steps }: { steps: string[] }) {
  const { chat, t } = useShared();
  const { ticked } = useConversation(chat);
  return (
    <>
      <p class="hint">{t.tickHint}</p>
      <ul class="steps">
        {steps.map((step) => (
          <li key={step}>
            <label class="tick">
              <input type="checkbox" checked={ticked.includes(step)} onChange={() => chat.tick(step)} />
              <span>{step}</span>
            </label>
          </li>
        ))}
      </ul>
    </>
  );
}

function Patterns({ data }: { data: Section }) {
  const { t } = useShared();
  return (
    <>
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

/** The list is folded; a note, such as that no clinician has signed it, stays in sight. */
function Sources({ data }: { data: Section }) {
  return (
    <>
      <details>
        <summary>{data.heading}</summary>
        <Items data={data} />
      </details>
      {data.note && <p>{data.note}</p>}
    </>
  );
}
