import "./merge.css";

import { useLingui } from "@lingui/react/macro";
import { Search } from "lucide-react";
import { type KeyboardEvent, useState } from "react";

import { Avatar, Button, Dialog, Empty, Field } from "../../../components";
import type { ContactId } from "../../../host/contract";
import { useMembers } from "../../../host/members";
import { closeDialog, openMerge } from "../view";
import { keyOf } from "./names";

/** Most people offered. */
const MOST = 20;

/** Finds who a person is, too. Arrows move, Enter picks. */
export function ChoosePerson({ contact }: { contact: ContactId }) {
  const { t } = useLingui();
  const [query, setQuery] = useState("");
  const [moved, setMoved] = useState(0);
  const { data } = useMembers({ query, conditions: [], order: "seen", descending: true });
  const people = (data ?? []).filter(({ whom }) => whom.contact_id !== contact).slice(0, MOST);
  const active = Math.min(moved, Math.max(0, people.length - 1));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.code === "ArrowDown" ? 1 : event.code === "ArrowUp" ? -1 : 0;
    const chosen = people[active];
    if (step !== 0) setMoved((active + step + people.length) % Math.max(1, people.length));
    else if (event.code === "Enter" && chosen !== undefined) openMerge([contact, chosen.whom.contact_id]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Dialog
      isOpen
      title={t`Who is the same person?`}
      onClose={closeDialog}
      footer={<Button onPress={closeDialog}>{t`Cancel`}</Button>}
    >
      <div className="same-choice" onKeyDownCapture={onKeyDown} role="presentation">
        <Field
          autoFocus
          hideLabel
          label={t`Search members`}
          placeholder={t`Name or number`}
          icon={<Search aria-hidden="true" />}
          value={query}
          onChange={(typed) => {
            setQuery(typed);
            setMoved(0);
          }}
        />
        {people.length === 0 && data !== undefined ? (
          <Empty icon={<Search aria-hidden="true" />} title={t`Nobody is called so`}>
            {t`Names, usernames and numbers are searched.`}
          </Empty>
        ) : (
          <ul className="same-choice__list" aria-label={t`Members`}>
            {people.map((row, at) => (
              <li key={row.whom.contact_id}>
                <button
                  type="button"
                  tabIndex={-1}
                  className="same-choice__row"
                  data-active={at === active || undefined}
                  aria-current={at === active}
                  onClick={() => openMerge([contact, row.whom.contact_id])}
                >
                  <Avatar id={row.whom.contact_id} name={row.name} phone={row.phone_masked} size={28} />
                  <span className="cut grow">{row.name ?? row.phone_masked ?? t`No name`}</span>
                  <span className="numbers quiet">{keyOf(row)}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
