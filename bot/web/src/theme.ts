import { GROUNDS, palette } from "./colour";

/** A stylesheet with all shades of the clinic's colour, for both schemes. */
export function theme(accent: string): string {
  return `:host{${properties(accent, "light")}}@media (prefers-color-scheme:dark){:host{${properties(accent, "dark")}}}`;
}

function properties(accent: string, scheme: "light" | "dark"): string {
  const { surface, ink } = GROUNDS[scheme];
  const shades = palette(accent, scheme);
  return Object.entries({ surface, ink, ...shades })
    .map(([name, value]) => `--${name}:${value}`)
    .join(";");
}
