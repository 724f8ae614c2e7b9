import { useOperator } from "../chat.tsx";
import { piecesOf } from "./pieces.ts";

/** Longest row of emoji that is shown large. */
const BIG = 3;

/** The words of a message: line breaks kept, mentions of the operator and links marked, a few emoji alone shown large. */
export function Words({ text, big = false }: { text: string; big?: boolean }) {
  const operator = useOperator();
  const large = big && isEmojiOnly(text);
  return (
    <span className={large ? "bubble-text bubble-big" : "bubble-text"} dir="auto">
      {piecesOf(text, operator).map((piece) =>
        piece.mention || piece.link ? (
          // A link is never followed here: the page must not leave, and no command opens an address outside.
          <span key={piece.at} className={piece.link ? "bubble-link" : "bubble-mention"}>
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </span>
  );
}

const LETTERS = new Intl.Segmenter();
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200D|\uFE0F|\s)+$/u;

function isEmojiOnly(text: string): boolean {
  return text.length <= BIG * 8 && EMOJI.test(text) && [...LETTERS.segment(text.trim())].length <= BIG;
}
