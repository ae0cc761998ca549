import { render } from "preact";
import type { Message } from "./contract";
import type { State } from "./conversation";
import paperStyles from "./paper.css";
import { Text } from "./parts/text";
import type { Strings } from "./strings";
import { plain } from "./text";

/** Prints the conversation from a page of its own, so that the clinic's page around the chat stays off the paper. */
export function print(beside: Node, state: State, t: Strings): void {
  const frame = document.createElement("iframe");
  frame.className = "unseen";
  frame.title = t.print;
  beside.appendChild(frame);
  const page = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!page) return;
  const styles = new page.CSSStyleSheet();
  styles.replaceSync(paperStyles);
  page.document.adoptedStyleSheets = [styles];
  page.document.documentElement.lang = state.about?.language ?? "en";
  page.document.title = state.about?.name ?? "Ischia";
  render(<Paper state={state} t={t} />, page.document.body);
  page.addEventListener("afterprint", () => frame.remove());
  page.print();
}

function Paper({ state: { about, turns, ticked }, t }: { state: State; t: Strings }) {
  const name = about?.name ?? "Ischia";
  return (
    <>
      <h1>{name}</h1>
      <p class="notice">
        {t.notice}. {about && t.inEmergency(about.emergency_number)}. {t.printed(new Date().toLocaleDateString())}
      </p>
      {turns.map((turn) =>
        turn.from === "person" ? (
          turn.text && (
            <p class="yours">
              <b>{t.you}:</b> {turn.text}
            </p>
          )
        ) : (
          <div class="theirs">
            {turn.messages.map((message) => (
              <Said message={message} name={name} ticked={ticked} t={t} />
            ))}
          </div>
        ),
      )}
    </>
  );
}

function Said({ message, name, ticked, t }: { message: Message; name: string; ticked: string[]; t: Strings }) {
  const { data, text } = message;
  if (data?.type === "result") {
    return (
      <>
        <h2>{t.urgency[data.urgency]}</h2>
        <Text text={plain(text)} />
      </>
    );
  }
  if (data?.type !== "section") {
    return (
      <div>
        <b>{name}:</b> <Text text={text} />
      </div>
    );
  }
  if (!data.heading) return <Text text={text} />;
  return (
    <>
      <h3>{data.heading}</h3>
      {data.note && <p>{data.note}</p>}
      {data.patterns?.map((pattern) => (
        <p>
          <b>{pattern.name}</b>: {pattern.summary} {[...pattern.for.map((label) => `+ ${label}`), ...pattern.against.map((label) => `− ${label}`)].join("; ")}
        </p>
      ))}
      <ul class={data.section === "steps" ? "steps" : undefined}>
        {data.items.map((item) => (
          <li>
            {data.section === "steps" && (ticked.includes(item) ? "☑ " : "☐ ")}
            {item}
          </li>
        ))}
      </ul>
    </>
  );
}
