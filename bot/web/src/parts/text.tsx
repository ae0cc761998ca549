import { blocks, pieces, tel } from "../text";

/** A text of the server: paragraphs, lists, telephone numbers to press. Never markup. */
export function Text({ text, headings = false }: { text: string; headings?: boolean }) {
  const parts = blocks(text);
  return (
    <>
      {parts.map((block, index) => {
        if (block.kind === "list") {
          return (
            <ul key={index}>
              {block.items.map((item) => (
                <li key={item}>
                  <Line text={item} />
                </li>
              ))}
            </ul>
          );
        }
        const titled = headings && parts[index + 1]?.kind === "list" && block.text.endsWith(":");
        return titled ? (
          <h4 key={index}>
            <Line text={block.text.slice(0, -1)} />
          </h4>
        ) : (
          <p key={index}>
            <Line text={block.text} />
          </p>
        );
      })}
    </>
  );
}

export function Line({ text }: { text: string }) {
  return <>{pieces(text).map((piece) => (piece.call ? <a href={tel(piece.text)}>{piece.text}</a> : piece.text))}</>;
}
