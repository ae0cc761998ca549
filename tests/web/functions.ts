// Run by test_build.py: esbuild bundles this file, node's own test runner runs it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PLACES, finding, regions, sentence } from "../../bot/web/src/body";
import { GROUNDS, contrast, palette } from "../../bot/web/src/colour";
import type { Turn } from "../../bot/web/src/contract";
import { wait } from "../../bot/web/src/retry";
import { stringsFor } from "../../bot/web/src/strings";
import { blocks, numberIn, pieces } from "../../bot/web/src/text";
import { answers, same } from "../../bot/web/src/turns";

const t = stringsFor("en-GB");
const place = (id: string) => PLACES.find((each) => each.id === id)!;

test("black on white has the highest contrast there is", () => {
  assert.equal(contrast("#000000", "#ffffff").toFixed(1), "21.0");
});

for (const accent of ["#1d6155", "#7a1f5c", "#1a4fa0", "#000000", "#6b6b00", "#b00020"]) {
  for (const scheme of ["light", "dark"] as const) {
    test(`${accent} can be read on every ground in ${scheme}`, () => {
      const shades = palette(accent, scheme);
      const pairs = [
        [shades.accent, GROUNDS[scheme].surface],
        [shades.accent, shades.tint],
        [shades.onAccent, shades.accent],
        [shades.onAccent, shades.strong],
        [shades.onYours, shades.yours],
        [GROUNDS[scheme].ink, shades.tint],
      ];
      for (const [one, other] of pairs) assert.ok(contrast(one!, other!) >= 4.5, `${one} on ${other}`);
    });
  }
}

test("waiting doubles up to half a minute, or takes as long as the server asks", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6, 20].map((failures) => wait(failures)), [1, 2, 4, 8, 16, 30, 30]);
  assert.equal(wait(1, 45), 45);
});

test("chosen places are said one sentence each, and left with right as both", () => {
  assert.equal(sentence([place("left buttock")], t), "The pain is in my left buttock.");
  assert.equal(
    sentence([place("low_back"), place("left calf"), place("right calf")], t),
    "The pain is in my lower back. The pain is also in both calves.",
  );
});

test("left is on the left seen from behind, and on the right seen from the front", () => {
  const x = (view: "back" | "front", id: string) => regions(view).find((region) => region.id === id)!.middle[0];
  assert.ok(x("back", "left buttock") < x("back", "right buttock"));
  assert.ok(x("front", "left groin") > x("front", "right groin"));
});

test("every place stands for a finding", () => {
  assert.ok(PLACES.every((each) => finding(each).endsWith("_pain")));
  assert.equal(PLACES.length, 16);
});

test("a text becomes paragraphs and lists", () => {
  assert.deepEqual(blocks("Why:\n• one\n• two\n\nThat is all."), [
    { kind: "paragraph", text: "Why:" },
    { kind: "list", items: ["one", "two"] },
    { kind: "paragraph", text: "That is all." },
  ]);
});

test("telephone numbers are found, other numbers are not", () => {
  assert.deepEqual(
    pieces("Call 999, or 116 123, or 1-800-222-1222.").filter((piece) => piece.call).map((piece) => piece.text),
    ["999", "116 123", "1-800-222-1222"],
  );
  assert.equal(numberIn("Walk 10 minutes, 3 times. Born 1984."), null);
  assert.equal(numberIn("NHS 111 (call 111)"), "111");
});

test("two tellings are the same when they hold the same messages", () => {
  const hello: Turn = { from: "ischia", messages: [{ text: "Hello", replies: [] }] };
  const said: Turn = { from: "person", id: "a", text: "it hurts" };
  assert.ok(same([hello, said], [hello, { ...said, change: undefined }]));
  assert.ok(!same([hello], [hello, said]));
});

test("an answer belongs to the question before it, unless the question is put again", () => {
  const ask = (asks: string, place: number): Turn => ({
    from: "ischia",
    messages: [{ text: "?", replies: [], data: { type: "question", asks, kind: "yes_no", place, total: 5, options: [] } }],
  });
  const say = (id: string): Turn => ({ from: "person", id, text: "no" });
  const turns = [ask("a", 1), say("why"), ask("a", 1), say("first"), ask("b", 2), say("second"), ask("a", 1), say("third")];
  const found = [...answers(turns)].map(([turn, question]) => `${turn.id} ${question.asks}`);
  assert.deepEqual(found.sort(), ["second b", "third a"]);
});
