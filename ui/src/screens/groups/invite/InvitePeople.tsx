import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { Search } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";

import { NumberTag } from "../../../app/NumberTag";
import { Button, Dialog, Empty } from "../../../components";
import type { ContactId, GroupRow } from "../../../host/contract";
import { useGroups } from "../../../host/groups";
import { GroupAvatar } from "../../../app/GroupAvatar";
import { Meter } from "../Meter";
import { InviteDialog } from "./InviteDialog";

/** Invites chosen people: first into which group, then who goes where. */
export function InvitePeople({ people, onClose }: { people: readonly ContactId[]; onClose: () => void }) {
  const [group, setGroup] = useState<GroupRow | null>(null);
  if (group === null) return <ChooseGroup count={people.length} onChosen={setGroup} onClose={onClose} />;
  return <InviteDialog chat={group.chat_id} subject={group.subject} people={people} onClose={onClose} />;
}

/** Finds a group by letters of its name. Arrows move, Enter picks. */
function ChooseGroup({
  count,
  onChosen,
  onClose,
}: {
  count: number;
  onChosen: (group: GroupRow) => void;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const list = useId();
  const [query, setQuery] = useState("");
  const [moved, setMoved] = useState(0);
  const { data } = useGroups(query, "all");
  const groups = (data?.rows ?? []).filter(({ suspended }) => !suspended);
  const active = Math.min(moved, Math.max(0, groups.length - 1));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.code === "ArrowDown" ? 1 : event.code === "ArrowUp" ? -1 : 0;
    const chosen = groups[active];
    if (step !== 0) setMoved((active + step + groups.length) % Math.max(1, groups.length));
    else if (event.code === "Enter" && chosen !== undefined) onChosen(chosen);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Dialog
      isOpen
      title={t`${plural(count, { one: "Invite # person: into which group?", other: "Invite # people: into which group?" })}`}
      onClose={onClose}
      footer={<Button onPress={onClose}>{t`Cancel`}</Button>}
    >
      <div className="choose-group">
        <span className="field__box">
          <Search aria-hidden="true" />
          <input
            // The dialog is opened in order to type.
            autoFocus
            role="combobox"
            aria-label={t`Search groups`}
            aria-expanded
            aria-controls={list}
            aria-activedescendant={groups[active] === undefined ? undefined : `${list}-${active}`}
            placeholder={t`Search groups`}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value);
              setMoved(0);
            }}
            onKeyDown={onKeyDown}
          />
        </span>
        <div id={list} role="listbox" className="choose-group__list" aria-label={t`Groups`}>
          {groups.map((group, at) => (
            <button
              key={group.chat_id}
              id={`${list}-${at}`}
              type="button"
              role="option"
              tabIndex={-1}
              className="choose-group__row"
              data-active={at === active || undefined}
              aria-selected={at === active}
              onClick={() => onChosen(group)}
            >
              <GroupAvatar row={group} size={36} />
              <span className="cut grow">{group.subject}</span>
              <NumberTag account={group.account_id} />
              <Meter people={group.people} held={group.held} seats={group.seats} />
            </button>
          ))}
        </div>
        {groups.length === 0 && data !== undefined && (
          <div role="status">
            <Empty icon={<Search aria-hidden="true" />} title={t`No group is called so`}>
              {t`Suspended groups are not offered.`}
            </Empty>
          </div>
        )}
      </div>
    </Dialog>
  );
}
