// The picture of the body: where each place is. One half is drawn; the other is its mirror image at x = 100.

import type { Strings } from "./strings";

export type Part = keyof Strings["parts"];
export type Side = "left" | "right";
export type View = "back" | "front";

export interface Place {
  id: string;
  part: Part;
  side: Side | null;
}

export interface Region extends Place {
  path: string;
  /** Drawn as the mirror image of its path. */
  mirrored: boolean;
  middle: [number, number];
}

interface Shape {
  path: string;
  middle: [number, number];
  paired: boolean;
}

export const FRAME = "34 4 132 336";

export const HALF =
  "M100 8H64C62 28 64 44 59 62C52 80 43 96 41 122C40 148 45 182 51 208C55 226 57 236 57 248C55 264 54 278 57 296" +
  "C60 314 67 324 69 336H89C90 322 95 306 94 286C93 270 91 262 92 248C95 222 98 200 98.5 172L100 167Z";

const SHAPES: Record<View, Partial<Record<Part, Shape>>> = {
  back: {
    low_back: { path: "M30 26H170V86H30Z", middle: [100, 54], paired: false },
    tailbone: { path: "M85 87H115L111 124Q100 134 89 124Z", middle: [100, 107], paired: false },
    buttock: { path: "M30 87H84L88 124Q92 130 99 130V138H30Z", middle: [66, 112], paired: true },
    sitting_bone: { path: "M30 139H99V168H30Z", middle: [73, 153], paired: true },
    thigh_back: { path: "M30 169H99.5V246H30Z", middle: [74, 206], paired: true },
    calf: { path: "M30 256H99V318H30Z", middle: [75, 284], paired: true },
  },
  front: {
    outer_hip: { path: "M30 78H66V160H30Z", middle: [54, 118], paired: true },
    groin: { path: "M67 108L99.5 138V176H67Z", middle: [82, 145], paired: true },
    thigh_front: { path: "M30 161H66V177H99.5V246H30Z", middle: [73, 208], paired: true },
  },
};

const FINDINGS: Record<Part, string> = {
  low_back: "low_back_pain",
  tailbone: "tailbone_pain",
  buttock: "buttock_pain",
  sitting_bone: "sitting_bone_pain",
  outer_hip: "lateral_hip_pain",
  groin: "groin_pain",
  thigh_front: "thigh_pain",
  thigh_back: "thigh_pain",
  calf: "calf_pain",
};

/** The regions of one view, each side by itself. Seen from behind, left is on the left. */
export function regions(view: View): Region[] {
  return Object.entries(SHAPES[view]).flatMap(([name, { path, middle, paired }]): Region[] => {
    const part = name as Part;
    if (!paired) return [{ id: part, part, side: null, path, mirrored: false, middle }];
    return (["left", "right"] as const).map((side) => {
      const mirrored = (side === "right") === (view === "back");
      const x = mirrored ? 200 - middle[0] : middle[0];
      return { id: `${side} ${part}`, part, side, path, mirrored, middle: [x, middle[1]] };
    });
  });
}

/** All places, from the back up to the calf, left before right. */
export const PLACES: Place[] = (Object.keys(FINDINGS) as Part[]).flatMap((part) =>
  [...regions("back"), ...regions("front")].filter((region) => region.part === part),
);

/** The finding a place stands for. */
export const finding = ({ part }: Place): string => FINDINGS[part];

export function label({ part, side }: Place, t: Strings): string {
  return side ? t.sided(side, t.parts[part]) : t.parts[part];
}

/** The chosen places as a person would say them. */
export function sentence(chosen: Place[], t: Strings): string {
  return t.picture.sentence(chosen.map(({ part, side }) => t.phrases[part](side ?? "")));
}
