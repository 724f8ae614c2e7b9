import { chordCaps } from "../keys/chord";

/** A chord as key caps, in the words of this system: `Mod+KeyK` is Ctrl K, or ⌘ K on a Mac. */
export function Kbd({ chord }: { chord: string }) {
  return (
    <span className="kbd-row" aria-hidden="true">
      {chordCaps(chord).map((cap) => (
        <kbd key={cap} className="kbd">
          {cap}
        </kbd>
      ))}
    </span>
  );
}
