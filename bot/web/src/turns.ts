import type { FromPerson, Question, Turn } from "./contract";

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

/** Whether two tellings of a conversation are the same; what a message holds never changes once it was sent. */
export function same(one: Turn[], other: Turn[]): boolean {
  const signs = (turns: Turn[]) => turns.map((turn) => (turn.from === "person" ? turn.id : turn.messages.length)).join();
  return signs(one) === signs(other);
}
