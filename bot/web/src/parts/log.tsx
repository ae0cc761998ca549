import type { Ref } from "preact";
import type { Turn } from "../contract";
import { answers } from "../turns";
import { BodyPlaces } from "./body-places";
import { useConversation, useShared } from "./context";
import { Theirs, Yours } from "./turn";

interface Props {
  log: Ref<HTMLDivElement | null>;
  roomy: boolean;
  write: (before: string, sentence: string) => void;
}

/** The conversation so far. */
export function Log({ log, roomy, write }: Props) {
  const { chat, t } = useShared();
  const { about, turns, unsent, waiting, phase } = useConversation(chat);
  const answered = answers(turns);
  const shown: Turn[] = unsent ? [...turns, { from: "person", ...unsent }] : turns;
  const greeting = turns.length === 1 && phase === "talking" && !unsent;
  return (
    <div class="log" ref={log} role="log" aria-live="off" aria-busy={chat.busy} aria-label={t.conversation} tabIndex={0}>
      <div class="column turns">
        {about?.greeting && <p class="greeting">{about.greeting}</p>}
        {shown.map((turn, index) =>
          turn.from === "ischia" ? (
            <Theirs key={index} turn={turn} latest={phase === "talking" && index === shown.length - 1} />
          ) : (
            <Yours
              key={turn.id}
              turn={turn}
              question={phase === "talking" ? answered.get(turn) : undefined}
              waiting={waiting && turn.id === unsent?.id}
            />
          ),
        )}
        {greeting && <BodyPlaces shown={roomy} write={write} />}
        {chat.busy && !waiting && <Typing />}
      </div>
    </div>
  );
}

function Typing() {
  return (
    <div class="typing" aria-hidden="true">
      <i />
      <i />
      <i />
    </div>
  );
}
