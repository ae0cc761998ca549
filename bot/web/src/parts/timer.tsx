import { useEffect, useState } from "preact/hooks";
import { useShared } from "./context";

/** Counts down the seconds of a step, once it is started; it can be started again. */
export function Timer({ seconds }: { seconds: number }) {
  const { t } = useShared();
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    if (!left) return;
    const tick = setTimeout(() => setLeft(left - 1), 1_000);
    return () => clearTimeout(tick);
  }, [left]);
  return (
    <p class="timer">
      <button type="button" class="outlined" disabled={!!left} onClick={() => setLeft(seconds)}>
        {t.startTimer(seconds)}
      </button>
      <span role="timer" aria-live={left === 0 ? "polite" : "off"}>
        {left === 0 ? t.timeIsUp : left && t.secondsLeft(left)}
      </span>
    </p>
  );
}
