import "./merge.css";

import { useLingui } from "@lingui/react/macro";
import { Merge, MessageSquare, Split } from "lucide-react";

import { useFormat } from "../../../app/format";
import { openChat } from "../../../app/navigation";
import { Button } from "../../../components";
import type { MaybeSame, MemberView, MergedContact } from "../../../host/contract";
import { openDialog, openMerge } from "../view";
import { keyOf } from "./names";
import { useMerging } from "./useMerging";

/** Who else this person is, and who may be. */
export function SamePerson({ view }: { view: MemberView }) {
  const { t } = useLingui();
  const { contact_id: contact } = view.row.whom;
  return (
    <div className="member-block">
      <h2>{t`Same person`}</h2>
      {view.merged.map((one) => (
        <MergedWith key={one.merge_id} one={one} view={view} />
      ))}
      {view.maybe_same.map((one) => (
        <Maybe key={one.contact_id} one={one} view={view} />
      ))}
      <div className="member-block__deeds">
        <Button size="small" onPress={() => openDialog({ dialog: "same", contact })}>
          <Merge aria-hidden="true" />
          {t`Same person…`}
        </Button>
      </div>
    </div>
  );
}

function MergedWith({ one: { merge_id, row, operator, at }, view }: { one: MergedContact; view: MemberView }) {
  const { t } = useLingui();
  const format = useFormat();
  const merging = useMerging();
  const key = keyOf(row);
  const name = row.name ?? key ?? t`No name`;
  const chat = row.chat_id;
  const pair = { keep: view.row.whom.contact_id, gone: row.whom.contact_id, name: view.row.name ?? name };
  return (
    <div className="same">
      <p>{t`Merged with ${name} on ${format.date(at)}, by ${operator}`}</p>
      {key !== null && key !== name && <p className="numbers quiet">{key}</p>}
      <div className="member-block__deeds">
        {chat !== null && (
          <Button size="small" onPress={() => openChat(chat)}>
            <MessageSquare aria-hidden="true" />
            {t`Their own chat`}
          </Button>
        )}
        <Button size="small" onPress={() => void merging.takeApart(merge_id, pair)}>
          <Split aria-hidden="true" />
          {t`Take apart`}
        </Button>
      </div>
    </div>
  );
}

function Maybe({ one, view }: { one: MaybeSame; view: MemberView }) {
  const { t } = useLingui();
  const name = one.name ?? one.phone_masked ?? t`No name`;
  return (
    <div className="same">
      <p>{t`Maybe the same person: ${name}`}</p>
      <p className="quiet">{t`The same number was seen with another ID.`}</p>
      <div className="member-block__deeds">
        <Button size="small" onPress={() => openMerge([view.row.whom.contact_id, one.contact_id])}>
          {t`Compare`}
        </Button>
      </div>
    </div>
  );
}
