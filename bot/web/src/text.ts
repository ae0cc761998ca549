// Texts of the server hold no markup, only signs at the start of a line. Here they become blocks.

export type Block = { kind: "paragraph"; text: string } | { kind: "list"; items: string[] };

/** Paragraphs and bullet lists of a text. */
export function blocks(text: string): Block[] {
  const found: Block[] = [];
  for (const part of text.split(/\n{2,}/)) {
    let list: string[] | null = null;
    for (const line of part.split("\n").filter((each) => each.trim())) {
      if (!line.startsWith("•")) {
        list = null;
        found.push({ kind: "paragraph", text: line });
      } else if (list) {
        list.push(line.slice(1).trim());
      } else {
        list = [line.slice(1).trim()];
        found.push({ kind: "list", items: list });
      }
    }
  }
  return found;
}

/** Text and telephone numbers in turn: "call 999", "116 123", "0808 2000 247", "1-800-222-1222". */
export function pieces(text: string): { text: string; call: boolean }[] {
  const found: { text: string; call: boolean }[] = [];
  let end = 0;
  for (const match of text.matchAll(/\bcall (\d{3})\b|\b(\d{1,5}(?:[ -]\d{2,5}){1,3})\b/gi)) {
    const number = match[1] ?? match[2] ?? "";
    if (!match[1] && number.replace(/\D/g, "").length < 6) continue;
    const start = match.index + match[0].length - number.length;
    found.push({ text: text.slice(end, start), call: false }, { text: number, call: true });
    end = start + number.length;
  }
  return [...found, { text: text.slice(end), call: false }].filter((piece) => piece.text);
}

/** The first number to call in a text. */
export const numberIn = (text: string): string | null => pieces(text).find((piece) => piece.call)?.text ?? null;

export const tel = (number: string): string => `tel:${number.replace(/[^\d+]/g, "")}`;

/** Without the small picture some texts begin with: an icon stands there already. */
export const plain = (text: string): string => text.replace(/^\p{Extended_Pictographic}\uFE0F?\s*/u, "");

/** A text as it is read out. */
export const sayable = (text: string): string => text.replace(/[•＋－\p{Extended_Pictographic}\uFE0F]/gu, "").trim();
