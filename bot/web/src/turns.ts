import type { FromPerson, Message, Question, Turn } from "./contract";

/** The last message of the last turn when it is Ischia's: what waits for an answer. */
export function open(turns: Turn[]): Message | null {
  const last = turns.at(-1);
  return last?.from === "ischia" ? (last.messages.at(-1) ?? null) : null;
}

/** The question a turn ends with. */
export function asked(turn: Turn | undefined): Question | null {
  const data = turn?.from === "ischia" ? turn.messages.at(-1)?.data : undefined;
  return data?.type === "question" ? data : null;
}

/** Which question each message of the person answered. A later answer to the same question takes the place of the first. */
export function answers(turns: Turn[]): Map<FromPerson, Question> {
  const latest = new Map<string, [FromPerson, Question]>();
  turns.forEach((turn, index) => {
    if (turn.from === "ischia" || turn.text === undefined) return;
    const question = asked(turns[index - 1]);
    const next = asked(turns[index + 1]);
    const stillOpen = question && next && next.asks === question.asks && next.place === question.place;
    if (question && !stillOpen) latest.set(question.asks, [turn, question]);
  });
  return new Map(latest.values());
}

/** The words of the question with this name, as it was last put. */
export function wording(turns: Turn[], asks: string): string | null {
  for (const turn of [...turns].reverse()) {
    if (asked(turn)?.asks === asks && turn.from === "ischia") return turn.messages.at(-1)?.text ?? null;
  }
  return null;
}
