import { tel } from "../text";
import { useConversation, useShared } from "./context";

/** What stands in the way, and the one button that helps. */
export function Trouble() {
  const { chat, t, goOn } = useShared();
  const { phase, waiting, refusal, unsent, about, draft } = useConversation(chat);
  const begin = (event: Event) => {
    goOn(event);
    void chat.begin();
  };
  if (phase === "deleted") return <Notice calm text={t.deleted} action={t.startNew} onAction={begin} />;
  if (phase === "ended") return <Notice calm text={refusal || (draft ? t.ended : t.endedEmpty)} action={t.startNew} onAction={begin} />;
  if (waiting) {
    const text = refusal || (unsent ? t.unreachableKept : t.unreachable);
    const retry = (event: Event) => {
      goOn(event);
      chat.tryNow();
    };
    return <Notice text={text} action={t.tryAgain} onAction={retry} trying call={about?.emergency_number} />;
  }
  return refusal ? <Notice text={refusal} /> : <div role="alert" />;
}

interface Props {
  text: string;
  /** Nothing went wrong. */
  calm?: boolean;
  action?: string;
  onAction?: (event: Event) => void;
  trying?: boolean;
  call?: string;
}

function Notice({ text, calm, action, onAction, trying, call }: Props) {
  const { t } = useShared();
  return (
    <div class={calm ? "trouble calm" : "trouble"}>
      <div role="alert">
        <p>{text}</p>
        {trying && (
          <p>
            {t.urgent} {call ? <a href={tel(call)}>{t.call(call)}</a> : t.callYourNumber}
          </p>
        )}
      </div>
      {action && (
        <button type="button" class="outlined" onClick={onAction}>
          {action}
        </button>
      )}
    </div>
  );
}
