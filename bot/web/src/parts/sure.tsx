import { useLayoutEffect, useRef } from "preact/hooks";

interface Props {
  words: { title: string; text: string; no: string; yes: string };
  trouble: string | null;
  onNo: () => void;
  onYes: () => void;
}

/** Asks before something is lost. The safe answer has the focus. */
export function Sure({ words, trouble, onNo, onYes }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const no = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    dialog.current?.showModal();
    no.current?.focus();
    return () => dialog.current?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="sure"
      aria-labelledby="sure-title"
      aria-describedby="sure-text"
      onCancel={(event) => {
        event.preventDefault();
        onNo();
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2 id="sure-title">{words.title}</h2>
      <p id="sure-text">{words.text}</p>
      <p role="alert">{trouble}</p>
      <div class="choices">
        <button ref={no} type="button" class="outlined" onClick={onNo}>
          {words.no}
        </button>
        <button type="button" class="primary" onClick={onYes}>
          {words.yes}
        </button>
      </div>
    </dialog>
  );
}
