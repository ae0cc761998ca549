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

/** The colour, made darker or lighter in its own hue until it can be read on every ground. */
export function readable(colour: string, grounds: string[], towards: "dark" | "light"): string {
  const [hue, saturation, from] = toHsl(parse(colour));
  const step = towards === "dark" ? -0.01 : 0.01;
  for (let lightness = from; lightness >= 0 && lightness <= 1; lightness += step) {
    const moved = format(fromHsl(hue, saturation, lightness));
    if (grounds.every((ground) => contrast(moved, ground) >= TEXT)) return moved;
  }
  return towards === "dark" ? "#000000" : "#ffffff";
}

/** All shades of an accent in one scheme. */
export function palette(accent: string, scheme: "light" | "dark"): Palette {
  const { surface, ink } = GROUNDS[scheme];
  const light = scheme === "light";
  const tint = mix(surface, accent, light ? 0.1 : 0.25);
  const shown = readable(accent, [surface, tint], light ? "dark" : "light");
  const yours = light ? shown : readable(accent, [ink], "dark");
  return {
    accent: shown,
    strong: mix(shown, ink, 0.22),
    onAccent: onto(shown),
    tint,
    yours,
    onYours: light ? onto(yours) : ink,
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

function toHsl([r, g, b]: Rgb): [number, number, number] {
  const [high, low] = [Math.max(r, g, b) / 255, Math.min(r, g, b) / 255];
  const [lightness, spread] = [(high + low) / 2, high - low];
  if (!spread) return [0, 0, lightness];
  const saturation = spread / (1 - Math.abs(2 * lightness - 1));
  const top = high * 255;
  const sector = top === r ? (g - b) / 255 / spread : top === g ? 2 + (b - r) / 255 / spread : 4 + (r - g) / 255 / spread;
  return [(sector * 60 + 360) % 360, saturation, lightness];
}

function fromHsl(hue: number, saturation: number, lightness: number): Rgb {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  return [0, 8, 4].map((shift) => {
    const place = (shift + hue / 30) % 12;
    return 255 * (lightness - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1)));
  }) as Rgb;
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
