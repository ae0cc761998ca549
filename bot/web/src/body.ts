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

/** The left edge of the figure, from the waist to the ankle, and the inside of that leg. */
const OUTER = "C62 28 64 44 59 62C52 80 43 96 41 122C40 148 45 182 51 208C55 226 57 236 57 248C55 264 54 278 57 296C60 314 67 324 69 338";
const INNER = "C90 322 95 306 94 286C93 270 91 262 92 248C95 222 98 200 98.5 172Q99 167 100 167";

export const FIGURE = `M100.5 6H64${OUTER}H89${INNER}H100.5Z`;
export const OUTLINE = `M64 6${OUTER}M89 338${INNER}`;

/** Lines that tell back from front. */
export const DETAILS: Record<View, string> = {
  back: "M100 132V165M62 250Q74 254 87 250M100 8V26",
  front: "M64 244Q75 234 87 244M66 256Q76 264 86 256",
};

const SHAPES: Record<View, Partial<Record<Part, Shape>>> = {
  back: {
    low_back: { path: "M70 32Q100 25 130 32Q136 34 136 42L138 62Q138 68 132 71Q100 84 68 71Q62 68 62 62L64 42Q64 34 70 32Z", middle: [100, 53], paired: false },
    tailbone: { path: "M100 86C110 86 115 93 113.5 104C111.5 116 105 125 100 127C95 125 88.5 116 86.5 104C85 93 90 86 100 86Z", middle: [100, 104], paired: false },
    buttock: { path: "M83 92C62 82 46 98 45.5 120C45 136 60 141 74 139C87 137 95 134 97 130C89 122 84 110 83 92Z", middle: [66, 114], paired: true },
    sitting_bone: { path: "M76 144C88 144 96 149 96 157.5C96 166 88 172 76 172C64 172 53 166 53 157.5C53 149 64 144 76 144Z", middle: [75, 158], paired: true },
    thigh_back: { path: "M60 179Q76 174 91 180Q96 182 95 190L91 234Q90 241 84 241.5Q74 243 65 241Q61 240 60 234L54 192Q52 182 60 179Z", middle: [75, 208], paired: true },
    calf: { path: "M67 261Q75 258 83 261Q88 263 89 270Q92 290 86 310Q83 317 76 317Q70 316 67 309Q58 290 61 270Q62 263 67 261Z", middle: [75, 286], paired: true },
  },
  front: {
    outer_hip: { path: "M59 80C50 92 44 106 43.5 124C43.5 140 46 152 50 160C63 159 70 147 70 128C70 108 67 92 59 80Z", middle: [56, 126], paired: true },
    groin: { path: "M76 110C86 116 95 128 98 142C98.5 152 97.5 160 95.5 168C83 167 73 157 72 142C71 130 72 118 76 110Z", middle: [84, 144], paired: true },
    thigh_front: { path: "M58 172Q76 174 91 181Q96 184 95 192L91 228Q90 235 84 235.5Q74 236 66 235.5Q61 235 60 228L52 182Q50 171 58 172Z", middle: [74, 203], paired: true },
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

/** The chosen places as a person would say them; left and right together are "both". */
export function sentence(chosen: Place[], t: Strings): string {
  const parts = [...new Set(chosen.map((place) => place.part))];
  const phrases = parts.map((part) => {
    const { one, both }: { one: (side: string) => string; both?: string } = t.phrases[part];
    const sides = chosen.filter((place) => place.part === part).map((place) => place.side ?? "");
    return both && sides.length === 2 ? both : one(sides[0] ?? "");
  });
  return t.picture.sentence(phrases);
}
