import { useLingui } from "@lingui/react/macro";
import type { QuickReply } from "@/host/contract.ts";

/** The saved answers above the composer, while one is asked for. The focus stays in the text. */
export function QuickReplies({
  id,
  replies,
  active,
  onActive,
  onPick,
}: {
  id: string;
  replies: readonly QuickReply[];
  active: number;
  onActive: (index: number) => void;
  onPick: (reply: QuickReply) => void;
}) {
  const { t } = useLingui();
  if (replies.length === 0) {
    return (
      <div className="suggestions">
        <p
          className="suggestions-none"
          role="status"
        >{t`No quick reply begins like this. They are made in Settings.`}</p>
      </div>
    );
  }
  return (
    <div className="suggestions" id={id} role="listbox" aria-label={t`Quick replies`}>
      {replies.map((reply, index) => (
        <button
          type="button"
          tabIndex={-1}
          key={reply.quick_reply_id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          className="suggestion"
          onPointerMove={() => onActive(index)}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(reply)}
        >
          <b className="cut">/{reply.shortcut}</b>
          <span className="cut">{reply.body}</span>
        </button>
      ))}
    </div>
  );
}
