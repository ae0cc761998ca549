import { useRef, useState } from "preact/hooks";
import { DETAILS, FIGURE, FRAME, label, OUTLINE, type Region, regions, type View } from "../body";
import { useShared } from "./context";

interface Props {
  chosen: string[];
  /** Places that cannot be chosen are drawn, but are no buttons. */
  offered: (region: Region) => boolean;
  toggle: (id: string) => void;
}

/** Back and front of the body; every place is a toggle button. */
export function BodyPicture(props: Props) {
  return (
    <div class="figures">
      <Figure view="back" {...props} />
      <Figure view="front" {...props} />
    </div>
  );
}

const MIRROR = "matrix(-1 0 0 1 200 0)";

function Figure({ view, chosen, offered, toggle }: Props & { view: View }) {
  const { t } = useShared();
  const places = regions(view).filter(offered);
  const [current, setCurrent] = useState(0);
  const buttons = useRef<(SVGElement | null)[]>([]);

  const move = (event: KeyboardEvent, index: number, id: string) => {
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      toggle(id);
      return;
    }
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (index + step + places.length) % places.length;
    setCurrent(next);
    buttons.current[next]?.focus();
  };

  const [nearLeft, nearRight] = view === "back" ? [t.picture.left, t.picture.right] : [t.picture.right, t.picture.left];
  return (
    <figure>
      <figcaption>{t.picture[view]}</figcaption>
      <svg viewBox={FRAME} role="toolbar" aria-label={t.picture.view(t.picture[view])}>
        <defs>
          <linearGradient id={`fade-${view}`} x1="0" y1="0" x2="0" y2="1">
            {["0", "0.1", "0.92", "1"].map((offset, index) => (
              <stop key={offset} class="skin" offset={offset} stop-opacity={index % 3 ? 1 : 0} />
            ))}
          </linearGradient>
          <clipPath id={`figure-${view}`}>
            <path d={FIGURE} />
            <path d={FIGURE} transform={MIRROR} />
          </clipPath>
          <pattern id={`hatch-${view}`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect class="hatch-ground" width="6" height="6" />
            <rect class="hatch-line" width="2" height="6" />
          </pattern>
        </defs>
        <rect x="34" y="4" width="132" height="336" fill={`url(#fade-${view})`} clip-path={`url(#figure-${view})`} />
        {[undefined, MIRROR].map((transform, index) => (
          <g key={index} transform={transform}>
            <path class="outline" d={OUTLINE} />
            <path class="outline detail" d={DETAILS[view]} />
          </g>
        ))}
        {places.map((region, index) => {
          const pressed = chosen.includes(region.id);
          return (
            <g
              key={region.id}
              ref={(element) => {
                buttons.current[index] = element;
              }}
              class="region"
              role="button"
              tabindex={index === current ? 0 : -1}
              aria-label={label(region, t)}
              aria-pressed={pressed}
              onClick={() => {
                setCurrent(index);
                toggle(region.id);
              }}
              onKeyDown={(event) => move(event, index, region.id)}
            >
              <path
                d={region.path}
                transform={region.mirrored ? MIRROR : undefined}
                fill={pressed ? `url(#hatch-${view})` : undefined}
              />
              {pressed && <Mark at={region.middle} />}
            </g>
          );
        })}
      </svg>
      <p class="sides" aria-hidden="true">
        <span>{nearLeft}</span>
        <span>{nearRight}</span>
      </p>
    </figure>
  );
}

function Mark({ at: [x, y] }: { at: [number, number] }) {
  return (
    <g class="mark">
      <circle cx={x} cy={y} r="9" />
      <path d={`M${x - 4} ${y}l3 3.2 5-6`} />
    </g>
  );
}
