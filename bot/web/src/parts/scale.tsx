import type { Question } from "../contract";
import { useShared } from "./context";
import { Reply } from "./replies";

/** The numbers in a row that wraps, with a word at each end. */
export function Scale({ question, replies }: { question: Question; replies: string[] }) {
  const { t } = useShared();
  const { from, to } = question.scale ?? { from: 0, to: 10 };
  const numbers = replies.filter((reply) => /^\d+$/.test(reply));
  const others = replies.filter((reply) => !numbers.includes(reply));
  return (
    <div class="scale">
      <div role="group" aria-label={t.scale(from, to)}>
        <div class="numbers">
          {numbers.map((number) => (
            <Reply key={number} text={number} data={question} kind="outlined number" />
          ))}
        </div>
        <p class="ends" aria-hidden="true">
          <span>
            {from} {t.scaleFrom}
          </span>
          <span>
            {to} {t.scaleTo}
          </span>
        </p>
      </div>
      <div class="choices">
        {others.map((reply) => (
          <Reply key={reply} text={reply} data={question} />
        ))}
      </div>
    </div>
  );
}
