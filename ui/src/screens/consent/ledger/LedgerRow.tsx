import { useLingui } from "@lingui/react/macro";
import { Cog, List, type LucideIcon, MessageSquareText, PenLine, ScanLine, UserX } from "lucide-react";

import { useFormat } from "../../../app/format";
import { openChat } from "../../../app/navigation";
import { Avatar } from "../../../components";
import { usePurposes } from "../../../host/consent";
import type { EvidenceKind, LedgerLine } from "../../../host/contract";
import { GradeMark } from "../GradeMark";
import { StateChip } from "../StateIcon";
import { shortHash, useConsentWords } from "../useConsentWords";
import { askAbout, useConsentView } from "../view";
import { EVIDENCE, PURPOSES } from "../words";

const ICONS: Readonly<Record<EvidenceKind, LucideIcon>> = {
  message: MessageSquareText,
  file: ScanLine,
  note: PenLine,
  list: List,
  system: Cog,
};

/** One entry. Its person opens in the checker, its message in the chat. */
export function LedgerRow({ entry, isChosen }: { entry: LedgerLine; isChosen: boolean }) {
  const words = useConsentWords();
  const format = useFormat();
  const scope = words.scope(entry.purpose);
  const source = words.source(entry.source, entry.word);
  return (
    <div role="row" className={isChosen ? "ledger__row ledger__row--on" : "ledger__row"} aria-selected={isChosen}>
      <span role="cell" className="ledger__time numbers" title={format.exact(entry.at)}>
        {format.clock(entry.recorded_at)}
      </span>
      <span role="cell" className="ledger__member">
        <Person entry={entry} />
      </span>
      <span role="cell" className="cut" title={scope}>
        {scope}
      </span>
      <span role="cell">
        <StateChip state={entry.state} />
      </span>
      <span role="cell" className="cut" title={source}>
        {source}
      </span>
      <span role="cell" className="numbers quiet">
        <ShownText entry={entry} />
      </span>
      <span role="cell" className="ledger__evidence">
        <Evidence entry={entry} />
        <GradeMark grade={entry.grade} still />
      </span>
      <span role="cell" className="ledger__hash selectable" title={entry.hash}>
        {shortHash(entry.hash)}
      </span>
    </div>
  );
}

function Person({ entry }: { entry: LedgerLine }) {
  const { t } = useLingui();
  const { contact_id: contact, account_id, name, chat_id: chat } = entry;
  if (contact === null)
    return (
      <span className="ledger__erased">
        <UserX aria-hidden="true" />
        <span className="cut">{t`Erased person`}</span>
      </span>
    );
  const called = name ?? t`Without a name`;
  const choose = () => {
    askAbout({ whom: { account_id, contact_id: contact }, name: called, chat }, entry.entry);
    const scope = entry.purpose;
    if (PURPOSES[scope] !== undefined) useConsentView.setState({ purpose: scope });
  };
  return (
    <button type="button" className="ledger__name" onClick={choose}>
      <Avatar size={24} id={contact} name={name} phone={name} />
      <span className="cut">{called}</span>
    </button>
  );
}

/** M-4, with the text itself in the tooltip. */
function ShownText({ entry: { wording } }: { entry: LedgerLine }) {
  const { data } = usePurposes();
  const { code } = useConsentWords();
  if (wording === null) return "—";
  const { purpose, version, language } = wording;
  const text = data?.wordings.find(
    (one) => one.purpose === purpose && one.version === version && one.language === language,
  )?.text;
  return <span title={text}>{code(wording)}</span>;
}

function Evidence({ entry: { evidence, message_id: message, chat_id: chat } }: { entry: LedgerLine }) {
  const { t, i18n } = useLingui();
  const Icon = ICONS[evidence];
  const words = i18n._(EVIDENCE[evidence]);
  const inside = (
    <>
      <Icon aria-hidden="true" />
      <span className="cut">{words}</span>
    </>
  );
  if (message === null || chat === null) return <span className="ledger__proof">{inside}</span>;
  return (
    <button
      type="button"
      className="ledger__proof ledger__proof--link"
      title={t`Open the message in its chat`}
      onClick={() => openChat(chat, message)}
    >
      {inside}
    </button>
  );
}
