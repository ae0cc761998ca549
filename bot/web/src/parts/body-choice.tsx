import { useEffect, useRef, useState } from "preact/hooks";
import { finding, PLACES, type Place } from "../body";
import type { Question } from "../contract";
import { meant } from "../meant";
import { BodyPicture } from "./body-picture";
import { useShared } from "./context";
import { One } from "./replies";

/** The picture beside a question that wants one place; the answers stand there as buttons too. */
export function BodyChoice({ question, replies }: { question: Question; replies: string[] }) {
  const { chat, t, goOn } = useShared();
  const [place, setPlace] = useState<Place | null>(null);
  const option = (of: Place) => question.options.find((each) => each.finding === finding(of));
  const answer = place && option(place)?.label;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.scrollIntoView({ block: "nearest" }), [answer]);
  const send = (event: Event) => {
    goOn(event);
    if (answer) void chat.say(answer, { answer: meant(question, [answer]) });
  };
  return (
    <section class="sheet pick" aria-label={t.picture.title}>
      <One replies={replies} data={question} />
      <div>
        <BodyPicture
          chosen={place ? [place.id] : []}
          offered={(region) => !!option(region)}
          toggle={(id) => setPlace(place?.id === id ? null : (PLACES.find((each) => each.id === id) ?? null))}
        />
        <p class="pointed">
          {answer ? (
            <button ref={button} type="button" class="primary" onClick={send}>
              {t.picture.useOne(answer)}
            </button>
          ) : (
            <span class="hint">{t.picture.hintOne}</span>
          )}
        </p>
      </div>
    </section>
  );
}
