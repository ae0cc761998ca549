import { useState } from "preact/hooks";
import { label, type Part, PLACES, sentence } from "../body";
import { BodyPicture } from "./body-picture";
import { useShared } from "./context";

/** The picture with the list of the same places; the chosen ones become a sentence in the box. */
export function BodyPlaces({ shown, write }: { shown: boolean; write: (before: string, sentence: string) => void }) {
  const { t } = useShared();
  const [visible, setVisible] = useState(shown);
  const [chosen, setChosen] = useState<string[]>([]);
  const [written, setWritten] = useState("");

  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  const places = PLACES.filter((place) => chosen.includes(place.id));
  const words = places.length ? sentence(places, t) : "";
  const use = () => {
    if (!words) return;
    write(written, words);
    setWritten(words);
  };

  return (
    <div class="places">
      <button type="button" class="quiet" aria-expanded={visible} onClick={() => setVisible(!visible)}>
        {visible ? t.picture.hide : t.picture.offer}
      </button>
      {visible && (
        <section class="sheet" aria-label={t.picture.title}>
          <p class="hint">{t.picture.hint}</p>
          <div class="picture">
            <BodyPicture chosen={chosen} offered={() => true} toggle={toggle} />
            <ul class="list">
              {[...new Set(PLACES.map((place) => place.part))].map((part) => (
                <Row key={part} part={part} chosen={chosen} toggle={toggle} />
              ))}
            </ul>
          </div>
          <div class="use">
            <p class={words ? "sentence" : "sentence none"}>{words || t.picture.nothing}</p>
            <button type="button" class="primary" aria-disabled={!words} onClick={use}>
              {t.picture.use}
            </button>
          </div>
        </section>
      )}
    </div>
  );
}

function Row({ part, chosen, toggle }: { part: Part; chosen: string[]; toggle: (id: string) => void }) {
  const { t } = useShared();
  const places = PLACES.filter((place) => place.part === part);
  return (
    <li>
      {places[0]?.side && <span aria-hidden="true">{t.parts[part]}</span>}
      {places.map((place) => (
        <label key={place.id} class="tick">
          <input
            type="checkbox"
            aria-label={label(place, t)}
            checked={chosen.includes(place.id)}
            onChange={() => toggle(place.id)}
          />
          <span aria-hidden="true">{place.side ? t.picture[place.side] : t.parts[part]}</span>
        </label>
      ))}
    </li>
  );
}
