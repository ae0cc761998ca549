import type { FromIschia, FromPerson, Message, Question } from "../contract";
import { useShared, useConversation } from "./context";
import { Replies } from "./replies";
import { Result } from "./result";
import { Part } from "./section";
import { Timer } from "./timer";

/** What Ischia said in one go; the latest turn holds the open question. */
export function Theirs({ turn, latest }: { turn: FromIschia; latest: boolean }) {
  const { chat } = useShared();
  const { about } = useConversation(chat);
  const first = turn.messages.findIndex((message) => message.data?.type === "result");
  const plain = first < 0 ? turn.messages : turn.messages.slice(0, first);
  return (
    <div class="turn theirs" role="group" aria-label={about?.name ?? "Ischia"} tabIndex={-1}>
      {plain.map((message, index) => (
        <Said key={index} message={message} open={latest && index === turn.messages.length - 1} />
      ))}
      {first >= 0 && <Result messages={turn.messages.slice(first)} latest={latest} />}
    </div>
  );
}

function Said({ message, open }: { message: Message; open: boolean }) {
  const question = message.data?.type === "question" ? message.data : null;
  return (
    <>
      <div class="bubble">
        {question && <Progress question={question} />}
        <div class={question ? "text question" : "text"}>
          <Part message={message} />
        </div>
      </div>
      {open && message.data?.type === "guide" && message.data.seconds && (
        <Timer key={message.data.step} seconds={message.data.seconds} />
      )}
      {open && message.replies.length > 0 && <Replies message={message} />}
      {open && question && <Aids />}
    </>
  );
}

function Progress({ question: { place, total } }: { question: Question }) {
  const { t } = useShared();
  return (
    <p class="progress">
      {t.progress(place, total)}
      {total && <progress aria-hidden="true" value={place - 1} max={total} />}
    </p>
  );
}

function Aids() {
  const { chat, t, goOn } = useShared();
  const send = (text: string) => (event: Event) => {
    goOn(event);
    void chat.say(text);
  };
  return (
    <p class="aids">
      <button type="button" class="plain" onClick={send(t.sent.why)}>
        {t.why}
      </button>
      <button type="button" class="plain" onClick={send(t.sent.back)}>
        {t.back}
      </button>
    </p>
  );
}

/** What the person said; an answer can be changed later. */
export function Yours({ turn, question, waiting }: { turn: FromPerson; question?: Question; waiting?: boolean }) {
  const { chat, t, goOn } = useShared();
  if (turn.change) return <p class="turn note">{t.changing}</p>;
  const text = turn.text ?? "";
  return (
    <div class={waiting ? "turn yours waiting" : "turn yours"}>
      <div class="bubble">
        <span class="unseen">{t.you}: </span>
        <span dir="auto">{text}</span>
      </div>
      {waiting && <p class="unsent">{t.notSent}</p>}
      {question && (
        <button
          type="button"
          class="plain"
          aria-label={t.changeAnswerTo(text)}
          aria-disabled={chat.busy}
          onClick={(event) => {
            if (chat.busy) return;
            goOn(event);
            void chat.reopen(question.asks);
          }}
        >
          {t.changeAnswer}
        </button>
      )}
    </div>
  );
}
