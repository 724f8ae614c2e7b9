import { useEffect, useRef, useState } from "react";

/** At most one message in this time is read out (language 13). */
const PAUSE = 2000;

/**
 * The sentence to be read out, which is none until `id` changes. A change is said at once; of those that come in the pause
 * after it, the newest is said when the pause is over, however many they are.
 */
export function usePaced(id: number | null, sentence: string | null): string {
  const [said, setSaid] = useState("");
  const heard = useRef(id);
  const latest = useRef(sentence);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    latest.current = sentence;
    if (id === heard.current || sentence === null) return;
    heard.current = id;
    if (pause.current !== undefined) return;
    const speak = (words: string) => {
      setSaid(words);
      pause.current = setTimeout(() => {
        pause.current = undefined;
        const next = latest.current;
        if (next !== null && next !== words) speak(next);
      }, PAUSE);
    };
    speak(sentence);
  }, [id, sentence]);
  useEffect(() => () => clearTimeout(pause.current), []);
  return said;
}
