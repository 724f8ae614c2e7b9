import { useLingui } from "@lingui/react/macro";
import type { Message, ReactionView } from "@/host/contract.ts";
import { useReact } from "./useReact.ts";

/** The reactions under a bubble; ours is pressed and goes away when it is pressed again. */
export function Reactions({ message }: { message: Message }) {
  if (message.reactions.length === 0) return null;
  return (
    <span className="reactions">
      {message.reactions.map((reaction) => (
        <Reaction key={reaction.emoji} message={message} reaction={reaction} />
      ))}
    </span>
  );
}

function Reaction({ message, reaction }: { message: Message; reaction: ReactionView }) {
  const { t } = useLingui();
  const { react, refusal } = useReact(message);
  const people = [...reaction.people, ...(reaction.ours ? [t`you`] : [])];
  const who = people.join(", ");
  const count = people.length;
  return (
    <button
      type="button"
      className="reaction"
      aria-pressed={reaction.ours}
      aria-disabled={refusal !== null || undefined}
      aria-label={t`Reaction ${reaction.emoji}: ${who}`}
      title={refusal ?? who}
      onClick={() => (refusal === null ? react(reaction.ours ? null : reaction.emoji) : undefined)}
    >
      <span aria-hidden>{reaction.emoji}</span>
      {count > 1 ? <span aria-hidden>{count}</span> : null}
    </button>
  );
}
