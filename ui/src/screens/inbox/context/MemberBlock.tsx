import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { Button as Pressable } from "react-aria-components";
import { openGroup, openMember } from "@/app/navigation.ts";
import { Avatar } from "@/components/index.ts";
import type { ContactId, MemberAttribute, MemberGroup, MemberView } from "@/host/contract.ts";
import { useAttributes, useMember } from "@/host/members.ts";
import { useValueWords } from "../../members/useValueWords.ts";

/** Groups that are named here; the person's own page has all of them. */
const GROUPS = 3;

/** What is known of a person beside the chat, as far as there is something, and the way to the rest of it. */
export function MemberBlock({ contact }: { contact: ContactId }) {
  const { t } = useLingui();
  const { data: view, isError } = useMember(contact, useDrawn());
  // Whoever was erased or merged meanwhile has no page to go to.
  if (isError) return null;
  const person = view?.row.whom.contact_id ?? contact;
  const open = () => openMember(person);
  return (
    <section className="context-block" aria-label={t`Member`}>
      <div className="context-head">
        <h3>{t`Member`}</h3>
        <Pressable className="context-link" aria-label={t`Open member: fields, groups and history`} onPress={open}>
          <Trans>Open member</Trans>
        </Pressable>
      </div>
      {view === undefined ? null : (
        <>
          <Facts view={view} />
          <Groups groups={view.groups} onMore={open} />
        </>
      )}
    </section>
  );
}

/** Whether the panel was drawn once: what is asked from then on does not hold up the conversation beside it. */
function useDrawn(): boolean {
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setDrawn(true));
    return () => cancelAnimationFrame(frame);
  }, []);
  return drawn;
}

function Facts({ view }: { view: MemberView }) {
  const { t } = useLingui();
  const id = view.identities.find(({ kind }) => kind === "user_id")?.value;
  if (id === undefined && view.attributes.length === 0) return null;
  return (
    <dl className="context-facts">
      {view.attributes.length === 0 ? null : <Fields values={view.attributes} />}
      {id === undefined ? null : (
        <>
          <dt>{t`User ID`}</dt>
          <dd>
            <span className="cut selectable" title={id}>
              {id}
            </span>
          </dd>
        </>
      )}
    </dl>
  );
}

/** The workspace's own fields that are filled in. */
function Fields({ values }: { values: readonly MemberAttribute[] }) {
  const words = useValueWords();
  const attributes = useAttributes().data ?? [];
  const filled = attributes.flatMap(({ attribute_id: id, name, kind }) => {
    const found = values.find(({ attribute_id }) => attribute_id === id);
    return found === undefined ? [] : [{ id, name, said: words(kind, found.value) }];
  });
  return filled.map(({ id, name, said }) => <Field key={id} name={name} said={said} />);
}

function Field({ name, said }: { name: string; said: string }) {
  return (
    <>
      <dt className="cut" title={name}>
        {name}
      </dt>
      <dd>
        <span className="cut selectable" dir="auto" title={said}>
          {said}
        </span>
      </dd>
    </>
  );
}

function Groups({ groups, onMore }: { groups: readonly MemberGroup[]; onMore: () => void }) {
  const { t } = useLingui();
  if (groups.length === 0) return null;
  const more = groups.length - GROUPS;
  return (
    <ul className="context-groups" aria-label={t`Groups`}>
      {groups.slice(0, GROUPS).map(({ chat_id: chat, subject }) => (
        <li key={chat} className="context-person">
          <Avatar kind="group" id={chat} name={subject} size={24} />
          <Pressable className="context-group cut" onPress={() => openGroup(chat)}>
            {subject}
          </Pressable>
        </li>
      ))}
      {more > 0 ? (
        <li>
          <Pressable className="context-link" onPress={onMore}>
            {t`${plural(more, { one: "# more group", other: "# more groups" })}`}
          </Pressable>
        </li>
      ) : null}
    </ul>
  );
}
