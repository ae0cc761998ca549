import { useState } from "preact/hooks";
import type { Data, Message, Question } from "../contract";
import { meant } from "../meant";
import { BodyChoice } from "./body-choice";
import { useShared } from "./context";
import { Scale } from "./scale";

/** The quick replies of the open message. */
export function Replies({ message }: { message: Message }) {
  const { data } = message;
  if (data?.type === "question" && data.kind === "scale") return <Scale question={data} replies={message.replies} />;
  if (data?.type === "question" && data.kind === "checklist") return <Several question={data} replies={message.replies} />;
  if (data?.type === "question" && data.asks === "site") return <BodyChoice question={data} replies={message.replies} />;
  return <One replies={message.replies} data={data} />;
}

export function One({ replies, data }: { replies: string[]; data?: Data }) {
  const { t } = useShared();
  return (
    <div class="choices" role="group" aria-label={t.answers}>
      {replies.map((reply) => (
        <Reply key={reply} text={reply} data={data} />
      ))}
    </div>
  );
}

export function Reply({ text, data, kind = "outlined" }: { text: string; data?: Data; kind?: string }) {
  const { chat, goOn } = useShared();
  const answer = (event: Event) => {
    goOn(event);
    void chat.say(text, { answer: meant(data, [text]) });
  };
  return (
    <button type="button" class={`${kind} reply`} onClick={answer}>
      {text}
    </button>
  );
}

function Several({ question, replies }: { question: Question; replies: string[] }) {
  const { chat, t, goOn } = useShared();
  const [picked, setPicked] = useState<string[]>([]);
  const labels = question.options.map((option) => option.label);
  const others = replies.filter((reply) => !labels.includes(reply));
  const chosen = labels.filter((label) => picked.includes(label));
  const send = (event: Event) => {
    if (!chosen.length) return;
    goOn(event);
    void chat.say(chosen.join(", "), { answer: meant(question, chosen) });
  };
  return (
    <div class="several" role="group" aria-label={t.answersSeveral}>
      <div class="ticks">
        {labels.map((label) => (
          <label key={label} class="tick">
            <input
              type="checkbox"
              checked={picked.includes(label)}
              onChange={() => setPicked(picked.includes(label) ? picked.filter((each) => each !== label) : [...picked, label])}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      <div class="choices">
        <button type="button" class="primary" aria-disabled={!chosen.length} onClick={send}>
          {t.sendAnswers}
        </button>
        {others.map((reply) => (
          <Reply key={reply} text={reply} data={question} />
        ))}
      </div>
    </div>
  );
}
