import { Trans, useLingui } from "@lingui/react/macro";
import { Lock, Trash2 } from "lucide-react";
import { IconButton } from "@/components/index.ts";
import type { Note } from "@/host/contract.ts";
import { Words } from "../content/Words.tsx";
import { useFormat } from "@/app/format.ts";
import { useNoteDelete } from "../actions.ts";

/** An internal note: yellow paper with a lock. What is yellow never leaves the team. */
export function NotePaper({ note }: { note: Note }) {
  const { t } = useLingui();
  const format = useFormat();
  const remove = useNoteDelete(note);
  return (
    <div className="note" role="group" aria-label={t`Internal note, ${note.author}, ${format.clock(note.at)}`}>
      <div className="note-head">
        <Lock className="inbox-icon-12" aria-hidden />
        <span title={format.exact(note.at)}>
          <Trans>
            Internal note · {note.author} · {format.clock(note.at)}
          </Trans>
        </span>
        {note.note_id < 0 ? null : (
          <IconButton size="small" className="note-delete" label={t`Delete note`} onPress={remove}>
            <Trash2 aria-hidden />
          </IconButton>
        )}
      </div>
      <div className="note-body">
        <Words text={note.body} />
      </div>
    </div>
  );
}
