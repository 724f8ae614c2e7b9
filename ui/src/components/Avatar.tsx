/** One of the eight colours of a person or a group; the same id always gives the same. */
export function hueOf(id: number): number {
  let mixed = Math.imul(id ^ (id >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return (((mixed ^ (mixed >>> 16)) >>> 0) % 8) + 1;
}

/** An id for a colleague, who has no contact: from the letters of the name, so that the colour is the same everywhere. */
export function idOfName(name: string): number {
  return [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003, 7);
}

/** Up to two letters of a name in its own script; of a phone, its last two digits. */
export function initials(name: string | null, phone?: string | null): string {
  const words = (name ?? "").split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  const letters = [words[0], words.length > 1 ? words[1] : undefined]
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("");
  if (letters !== "") return letters.toLocaleUpperCase();
  return (phone ?? "").replace(/\D/g, "").slice(-2) || "?";
}

/** A person (circle) or a group (rounded square). The name is beside it, so it says nothing of its own. */
export function Avatar({
  id,
  name,
  phone,
  kind = "person",
  size = 36,
}: {
  /** Id of the contact, of groups that of the chat. */
  id: number;
  name: string | null;
  /** Masked phone, for people without a name. */
  phone?: string | null;
  kind?: "person" | "group";
  size?: 20 | 24 | 28 | 36 | 40 | 56;
}) {
  return (
    <span
      aria-hidden="true"
      data-initials={initials(name, phone)}
      className={`avatar avatar--${kind} avatar--${size} hue-${hueOf(id)}`}
    />
  );
}
