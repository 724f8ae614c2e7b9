import { useLingui } from "@lingui/react/macro";
import { Ban, ChevronLeft, CircleAlert, MessageSquare, Trash2, UserPlus } from "lucide-react";

import { errorWords } from "../../app/errors";
import { type GroupTab, openChat, openGroupTab, useNavigation } from "../../app/navigation";
import { Banner, Button, Chip, Empty, IconButton, Late, Popover, Skeleton, Tabs } from "../../components";
import type { ChatId, GroupNumber, GroupView } from "../../host/contract";
import { useGroup } from "../../host/groups";
import { toHostError } from "../../host/host";
import { Activity } from "./activity/Activity";
import { chordFor } from "../../keys/map";
import { GroupAvatar } from "../../app/GroupAvatar";
import { Invitations } from "./invitations/Invitations";
import { Overview } from "./overview/Overview";
import { Participants } from "./people/Participants";
import { Settings } from "./settings/Settings";
import { useClosed } from "./useClosed";
import { useGroupWords } from "./useGroupWords";
import { openDialog } from "./view";

/** One group: its overview, its people, its settings, and what happened in it. */
export function GroupDetail({
  group,
  numbers,
  onBack,
}: {
  group: ChatId;
  numbers: readonly GroupNumber[];
  /** The way back to the list, where there is no room for both. */
  onBack: (() => void) | null;
}) {
  const { t, i18n } = useLingui();
  const view = useGroup(group);
  const words = view.data?.row.subject ?? t`Group`;
  return (
    <section className="group-detail" aria-label={words} data-pane="page">
      {view.data === undefined ? (
        view.error === null ? (
          <Waits />
        ) : (
          <Empty
            icon={<CircleAlert aria-hidden="true" />}
            title={t`This group could not be read`}
            action={<Button onPress={() => void view.refetch()}>{t`Try again`}</Button>}
          >
            {i18n._(errorWords(toHostError(view.error).body))}
          </Empty>
        )
      ) : (
        <>
          <Head group={view.data} onBack={onBack} />
          <Trouble group={view.data} />
          <Pages group={view.data} numbers={numbers} />
        </>
      )}
    </section>
  );
}

function Waits() {
  const { t } = useLingui();
  return (
    <div className="group-detail__waits" role="status" aria-label={t`Loading…`}>
      <Late>
        <Skeleton width="45%" height="28px" />
        <Skeleton width="100%" height="110px" />
        <Skeleton width="100%" height="150px" />
      </Late>
    </div>
  );
}

function Head({ group, onBack }: { group: GroupView; onBack: (() => void) | null }) {
  const { t } = useLingui();
  const words = useGroupWords();
  const { row } = group;
  const closed = useClosed(row);
  const invite = chordFor("groups.invite");
  return (
    <div className="group-head">
      {onBack !== null && (
        <IconButton label={t`Back to the groups`} onPress={onBack}>
          <ChevronLeft aria-hidden="true" />
        </IconButton>
      )}
      <GroupAvatar row={row} size={40} />
      <div className="group-head__text grow">
        <h1 className="cut selectable" title={row.subject}>
          {row.subject}
        </h1>
        <p className="group-head__chips">
          <Chip tone={row.kind === null ? "plain" : "accent"}>{words.kind(row.kind)}</Chip>
          {row.topic !== null && <Chip outline>{words.topic(row.topic)}</Chip>}
        </p>
      </div>
      <Button onPress={() => openChat(row.chat_id)}>
        <MessageSquare aria-hidden="true" />
        {t`Open chat`}
      </Button>
      <Button kind="primary" chord={invite} reason={closed} onPress={() => openDialog({ dialog: "choose" })}>
        <UserPlus aria-hidden="true" />
        {t`Invite…`}
      </Button>
    </div>
  );
}

function Trouble({ group }: { group: GroupView }) {
  const { t } = useLingui();
  if (group.row.deleted)
    return (
      <Banner tone="warn" icon={<Trash2 aria-hidden="true" />} title={t`This group was deleted.`}>
        {t`You can read what was written there. To write to these people again, make another group.`}
      </Banner>
    );
  if (!group.row.suspended) return null;
  return (
    <Banner
      tone="danger"
      icon={<Ban aria-hidden="true" />}
      title={t`WhatsApp suspended this group.`}
      action={
        <Popover
          label={t`What to do about the suspension`}
          placement="bottom end"
          trigger={<Button>{t`What to do`}</Button>}
        >
          <p className="group-advice">
            {t`Look at the notice in WhatsApp Manager and ask for a review there. Check the name, the picture and the description: they are often the reason. Until it is lifted, write to people in their own chats.`}
          </p>
        </Popover>
      }
    >
      {t`You can read it, not write.`}
    </Banner>
  );
}

function Pages({ group, numbers }: { group: GroupView; numbers: readonly GroupNumber[] }) {
  const { t } = useLingui();
  const tab = useNavigation((state) => state.groupTab);
  const chat = group.row.chat_id;
  const number = numbers.find(({ account_id }) => account_id === group.row.account_id);
  return (
    <Tabs<GroupTab>
      label={t`Parts of the group`}
      value={tab}
      onChange={openGroupTab}
      pages={[
        { id: "overview", words: t`Overview`, page: <Overview key={chat} group={group} /> },
        { id: "participants", words: t`Participants`, page: <Participants key={chat} group={group} /> },
        { id: "invitations", words: t`Invitations`, page: <Invitations key={chat} group={group} /> },
        { id: "settings", words: t`Settings`, page: <Settings key={chat} group={group} number={number} /> },
        { id: "activity", words: t`Activity`, page: <Activity key={chat} group={chat} /> },
      ]}
    />
  );
}
