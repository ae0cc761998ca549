import { blocks, pieces, tel } from "../text";

/** A text of the server: paragraphs, lists, telephone numbers to press. Never markup. */
export function Text({ text }: { text: string }) {
  return (
    <>
      {blocks(text).map((block, index) =>
        block.kind === "list" ? (
          <ul key={index}>
            {block.items.map((item) => (
              <li key={item}>
                <Line text={item} />
              </li>
            ))}
          </ul>
        ) : (
          <p key={index}>
            <Line text={block.text} />
          </p>
        ),
      )}
    </>
  );
}

export function Line({ text }: { text: string }) {
  return <>{pieces(text).map((piece) => (piece.call ? <a href={tel(piece.text)}>{piece.text}</a> : piece.text))}</>;
}
