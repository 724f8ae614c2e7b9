import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import type { Capabilities, ChatDetail, Content } from "@/host/contract.ts";
import { useNoteAdd, useSend } from "@/host/mutations.ts";
import { useNavigation } from "@/app/navigation.ts";
import { useTrouble } from "../actions.ts";
import { useToNewest } from "../conversation/place.ts";
import { useComposing, useView } from "../view.ts";
import type { After } from "./Composer.tsx";
import { carry, giveFileBack } from "./files.ts";
import { mediaContent, takesCaption } from "./limits.ts";
import type { Attachments } from "./useAttachments.ts";
import type { DraftText } from "./useDraft.ts";

/** How many characters before the limit the rest is shown. */
const NEAR = 200;

/** Sending what stands in the composer. */
export interface Sending {
  send: (after: After) => void;
  /** Why it cannot be sent as it stands; none when it can. */
  reason: string | null;
  /** How many characters are left, where that is few. */
  left: number | null;
}

/** Sends the text and the files of the composer; what the core refuses comes back as the draft. */
export function useSending({
  detail,
  draft,
  attachments,
  capabilities,
  onSent,
}: {
  detail: ChatDetail;
  draft: DraftText;
  attachments: Attachments;
  capabilities: Capabilities | null;
  onSent: (after: After) => void;
}): Sending {
  const { t } = useLingui();
  const trouble = useTrouble();
  const send = useSend((error, { chat: its, content }) => {
    trouble(error);
    draft.giveBack(wordsOf(content));
    giveFileBack(its, content);
  });
  const addNote = useNoteAdd((error, { body }) => {
    trouble(error);
    draft.giveBack(body);
  });
  const chat = detail.row.chat_id;
  const toNewest = useToNewest(chat);
  const { note, replyTo } = useComposing(chat);
  const text = draft.text.trim();
  const left = lettersLeft(text, attachments, capabilities, note);
  const checking = attachments.files.some((file) => file.attachment === null && file.problem === null);
  const broken = attachments.files.some((file) => file.problem !== null);

  const reason = () => {
    if (text === "" && attachments.files.length === 0) return t`There is nothing to send yet.`;
    if (left < 0) return t`This text is too long by ${plural(-left, { one: "# character", other: "# characters" })}.`;
    if (checking && !note) return t`The files are still being checked.`;
    return broken && !note ? t`Remove the file that cannot be sent.` : null;
  };
  const sendReply = () => {
    contentsOf(text, attachments).forEach((content, index) =>
      send.mutate({ chat, content, ...(replyTo !== null && index === 0 ? { replyTo } : {}) }),
    );
    attachments.clear();
  };
  return {
    reason: reason(),
    left: left <= NEAR ? left : null,
    send: (after) => {
      if (reason() !== null) return;
      if (note) addNote.mutate({ chat, body: text });
      else sendReply();
      draft.clear();
      // What was just sent stands at the end: a conversation that is shown elsewhere goes there.
      if (!useView.getState().tail.complete || useNavigation.getState().message !== null) toNewest();
      onSent(after);
    },
  };
}

function lettersLeft(text: string, attachments: Attachments, capabilities: Capabilities | null, note: boolean): number {
  if (note || capabilities === null) return Number.MAX_SAFE_INTEGER;
  const captioned = attachments.files.some((file) => file.attachment !== null && takesCaption(file.attachment));
  return (captioned ? capabilities.caption : capabilities.text) - [...text].length;
}

/** The words of a message that were written in the composer. */
function wordsOf(content: Content): string {
  if (content.kind === "text") return content.body;
  return content.kind === "media" ? (content.caption ?? "") : "";
}

/** One message for each file, the words under the first that takes words; else a message of their own, last. */
function contentsOf(text: string, attachments: Attachments): Content[] {
  const files = attachments.files.flatMap((file) => (file.attachment === null ? [] : [file.attachment]));
  const captioned = files.find(takesCaption);
  const contents = files.map((file) => carry(mediaContent(file, file === captioned ? text : ""), file));
  if (text !== "" && captioned === undefined) contents.push({ kind: "text", body: text });
  return contents;
}
