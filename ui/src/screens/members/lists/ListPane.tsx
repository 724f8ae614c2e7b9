import { useLingui } from "@lingui/react/macro";
import {
  CircleSlash,
  ListFilter,
  Megaphone,
  MessageCircleQuestion,
  Plus,
  Settings2,
  TriangleAlert,
  UserPlus,
  UsersRound,
} from "lucide-react";
import type { ReactNode } from "react";
import { Button as Pressable } from "react-aria-components";

import { useFormat } from "../../../app/format";
import { IconButton } from "../../../components";
import { useMemberLists } from "../../../host/members";
import { useLabels } from "../../../host/queries";
import { type MemberListChoice, openDialog, openList, useMembersView } from "../view";

/** The lists of people with how many each has. */
export function ListPane() {
  const { t } = useLingui();
  const { data: lists } = useMemberLists();
  const { data: labels } = useLabels();
  const peopleOf = (label: number) => lists?.labels.find(({ label_id }) => label_id === label)?.people;
  return (
    <section className="member-pane" aria-label={t`Lists of members`} data-pane="list">
      <h2 className="member-pane__title">{t`Members`}</h2>
      <ul className="member-pane__lists">
        <Entry choice={{ list: "everyone" }} icon={<UsersRound aria-hidden="true" />} people={lists?.everyone}>
          {t`Everyone`}
        </Entry>
        <Entry choice={{ list: "offers" }} icon={<Megaphone aria-hidden="true" />} people={lists?.offers}>
          {t`Offers allowed`}
        </Entry>
        <Entry choice={{ list: "invitations" }} icon={<UserPlus aria-hidden="true" />} people={lists?.invitations}>
          {t`May be invited`}
        </Entry>
        <Entry
          choice={{ list: "never_asked" }}
          icon={<MessageCircleQuestion aria-hidden="true" />}
          people={lists?.never_asked}
        >
          {t`No consent yet`}
        </Entry>
        <Entry choice={{ list: "opted_out" }} icon={<CircleSlash aria-hidden="true" />} people={lists?.opted_out}>
          {t`Opted out`}
        </Entry>
      </ul>
      <div className="member-pane__head">
        <h3>{t`Segments`}</h3>
        <IconButton
          size="small"
          label={t`New segment`}
          onPress={() => openDialog({ dialog: "segment", segment: null })}
        >
          <Plus aria-hidden="true" />
        </IconButton>
      </div>
      <ul className="member-pane__lists">
        {(lists?.segments ?? []).map(({ segment_id: segment, name, conditions, people, asks_for_gone: isBroken }) => (
          <Entry
            key={segment}
            choice={{ list: "segment", segment, conditions }}
            icon={<ListFilter aria-hidden="true" />}
            people={people}
            end={
              <IconButton
                size="small"
                label={
                  isBroken
                    ? t`Mend the segment ${name}: it asks for something that is gone`
                    : t`Change the segment ${name}`
                }
                onPress={() => openDialog({ dialog: "segment", segment })}
              >
                {isBroken ? (
                  <TriangleAlert className="member-list__broken" aria-hidden="true" />
                ) : (
                  <Settings2 aria-hidden="true" />
                )}
              </IconButton>
            }
          >
            {name}
          </Entry>
        ))}
      </ul>
      <div className="member-pane__head">
        <h3>{t`Labels`}</h3>
      </div>
      <ul className="member-pane__lists">
        {(labels ?? []).map(({ label_id: label, name, color }) => (
          <Entry
            key={label}
            choice={{ list: "label", label }}
            icon={<span className={`label-dot chip--label hue-${color}`} aria-hidden="true" />}
            people={peopleOf(label)}
          >
            {name}
          </Entry>
        ))}
      </ul>
    </section>
  );
}

function isSame(a: MemberListChoice, b: MemberListChoice): boolean {
  if (a.list === "label" && b.list === "label") return a.label === b.label;
  if (a.list === "segment" && b.list === "segment") return a.segment === b.segment;
  return a.list === b.list;
}

function Entry({
  choice,
  icon,
  people,
  end,
  children,
}: {
  choice: MemberListChoice;
  icon: ReactNode;
  people: number | undefined;
  end?: ReactNode;
  children: string;
}) {
  const format = useFormat();
  const current = isSame(
    useMembersView((view) => view.choice),
    choice,
  );
  return (
    <li className="member-list">
      <Pressable
        className="member-list__open"
        onPress={() => openList(choice)}
        {...(current ? { "aria-current": "true" as const } : {})}
      >
        {icon}
        <span className="cut grow" title={children}>
          {children}
        </span>
        <span className="member-list__people numbers">{people === undefined ? "" : format.number(people)}</span>
      </Pressable>
      {end}
    </li>
  );
}
