// The clinic chooses one colour; everything that must be told apart from it is worked out here.

type Rgb = [number, number, number];

export interface Palette {
  accent: string;
  strong: string;
  onAccent: string;
  tint: string;
  yours: string;
  onYours: string;
}

export const GROUNDS = {
  light: { surface: "#fffdfa", ink: "#2b2521" },
  dark: { surface: "#262220", ink: "#f3ede6" },
};

const TEXT = 4.5;

/** The contrast of two colours, 1 to 21, as WCAG 2 defines it. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(parse(one)), luminance(parse(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** `share` of the second colour in the first. */
export function mix(one: string, other: string, share: number): string {
  const [a, b] = [parse(one), parse(other)];
  return format(a.map((value, i) => value + ((b[i] ?? 0) - value) * share) as Rgb);
}

/** The colour, moved towards `ink` until it can be read on every ground. */
export function readable(colour: string, grounds: string[], ink: string): string {
  for (let share = 0; share < 1; share += 0.02) {
    const moved = mix(colour, ink, share);
    if (grounds.every((ground) => contrast(moved, ground) >= TEXT)) return moved;
  }
  return ink;
}

/** All shades of an accent in one scheme. */
export function palette(accent: string, scheme: "light" | "dark"): Palette {
  const { surface, ink } = GROUNDS[scheme];
  const tint = mix(surface, accent, scheme === "light" ? 0.1 : 0.22);
  const shown = readable(accent, [surface, tint], scheme === "light" ? "#000000" : "#ffffff");
  const yours = scheme === "light" ? shown : readable(accent, [ink], "#000000");
  return {
    accent: shown,
    strong: mix(shown, ink, 0.22),
    onAccent: onto(shown),
    tint,
    yours,
    onYours: scheme === "light" ? onto(yours) : ink,
  };
}

const onto = (colour: string): string => {
  const dark = mix(colour, "#000000", 0.85);
  return contrast("#ffffff", colour) >= contrast(dark, colour) ? "#ffffff" : dark;
};

function parse(hex: string): Rgb {
  const digits = hex.replace("#", "");
  return [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16)) as Rgb;
}

function format(rgb: Rgb): string {
  return `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
