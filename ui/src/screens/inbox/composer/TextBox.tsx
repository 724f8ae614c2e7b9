import { type ClipboardEvent, type KeyboardEvent, type RefObject, useLayoutEffect } from "react";

/** The share of the conversation's height that the text may take (language 5). */
const MOST = 0.4;

function fit(field: HTMLTextAreaElement): void {
  field.style.height = "auto";
  // Without words it is one line: a chat that is opened is then not laid out before it is whole.
  if (field.value === "") return;
  const room = field.closest(".conversation")?.clientHeight ?? window.innerHeight;
  field.style.height = `${Math.min(field.scrollHeight, Math.max(56, room * MOST))}px`;
}

/** The field that is written in. It grows with its text. */
export function TextBox({
  box,
  label,
  placeholder,
  text,
  onText,
  onKeyDown,
  onFiles,
  list,
}: {
  box: RefObject<HTMLTextAreaElement | null>;
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onFiles: (files: readonly File[]) => void;
  /** The list of suggestions that it steers, with the one that is marked. */
  list: { id: string; active: string } | null;
}) {
  useLayoutEffect(() => {
    if (box.current !== null) fit(box.current);
  });
  // A draft is taken up at its end.
  useLayoutEffect(() => {
    const end = box.current?.value.length ?? 0;
    box.current?.setSelectionRange(end, end);
  }, [box]);
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  };
  return (
    <textarea
      ref={box}
      className="composer-text"
      data-writes
      rows={1}
      dir="auto"
      aria-label={label}
      placeholder={placeholder}
      value={text}
      onChange={(event) => onText(event.target.value)}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
      {...(list === null
        ? {}
        : { "aria-controls": list.id, "aria-activedescendant": list.active, "aria-autocomplete": "list" as const })}
    />
  );
}
