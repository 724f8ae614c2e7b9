import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { errorWords } from "../../../app/errors";
import { undoable } from "../../../app/undo";
import { useDecision } from "../../../app/useDecision";
import { useErrorToast } from "../../../app/useErrorToast";
import { now } from "../../../host/clock";
import type {
  ChatId,
  ContactId,
  InviteBlank,
  InvitePlan,
  InviteTemplate,
  Template,
  Timestamp,
} from "../../../host/contract";
import { useInvitePlan } from "../../../host/invitations";
import { commandId, useCommand } from "../../../host/mutations";
import { endOfDay } from "./days";

type Blanks = Readonly<Record<string, InviteBlank>>;

/** A message of an invitation as it is chosen: the template, and what stands in its blanks. */
export interface Chosen {
  offers: readonly InviteTemplate[];
  template: Template | undefined;
  blanks: Blanks;
  pick: (id: string) => void;
  fill: (blank: string, value: InviteBlank) => void;
}

/** The name of a template among others, language and all. */
export function idOf({ name, language }: Template): string {
  return `${name}/${language}`;
}

/** Everything that the dialog chooses, and inviting itself. */
export interface Inviting {
  plan: InvitePlan | undefined;
  failed: boolean;
  message: Chosen;
  /** What those read who wait; nothing where it is off. */
  waiting: Chosen;
  tell: boolean;
  setTell: (tell: boolean) => void;
  days: number;
  setDays: (days: number) => void;
  until: Timestamp;
  counts: { seats: number; waits: number; left: number };
  /** Why nobody can be invited now. */
  missing: string | undefined;
  trouble: string | null;
  pending: boolean;
  invite: () => void;
}

function useChosen(offers: readonly InviteTemplate[]): Chosen {
  const { i18n } = useLingui();
  const [id, setId] = useState<string | null>(null);
  const [own, setOwn] = useState<Blanks>({});
  const offer =
    offers.find(({ template }) => idOf(template) === id) ??
    offers.find(({ template }) => template.language.startsWith(i18n.locale)) ??
    offers[0];
  return {
    offers,
    template: offer?.template,
    blanks: { ...offer?.blanks, ...own },
    pick(chosen) {
      setId(chosen);
      setOwn({});
    },
    fill: (blank, value) => setOwn((all) => ({ ...all, [blank]: value })),
  };
}

/** Invites people into a group: what is chosen, who gets what, and the command. */
export function useInvite(chat: ChatId, people: readonly ContactId[], onDone: () => void): Inviting {
  const { t, i18n } = useLingui();
  const failed = useErrorToast();
  const [command] = useState(commandId);
  const [begun] = useState(now);
  const [days, setDays] = useState<number>(2);
  const [tell, setTell] = useState(true);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [named, setNamed] = useState(false);
  const asked = useInvitePlan(chat, people, named);
  const plan = asked.data;
  const message = useChosen(plan?.templates ?? []);
  const waiting = useChosen(plan?.waiting_templates ?? []);
  const counts = countsOf(plan);
  const told = tell && counts.waits > 0 && waiting.template !== undefined;
  // Not by who waits: who has no name waits for nothing, and the question would turn round and round.
  const needed = usesName(message.blanks) || (tell && usesName(waiting.blanks));
  if (plan !== undefined && needed !== named) setNamed(needed);
  const until = endOfDay(begun, days);
  const takeBack = useCommand("invitations_withdraw", { refused: failed });
  const invite = useDecision("invite", onDone, {
    done: ({ invitations, leaves_at }) => {
      onDone();
      const count = invitations.length;
      const undo = () => takeBack.mutate({ command_id: commandId(), invitations });
      const words = t`${plural(count, { one: "# invitation leaves in a moment", other: "# invitations leave in a moment" })}`;
      undoable(words, undo, undefined, Math.max(0, leaves_at - now()));
    },
    refused: (error) => setTrouble(i18n._(errorWords(error.body))),
  });
  const missing = (): string | undefined => {
    if (plan === undefined) return t`It is still being looked up`;
    if (message.template === undefined) return t`No template can carry the link`;
    if (counts.seats + counts.waits === 0) return t`Nobody of them may be invited`;
    if (!Object.values(message.blanks).some(({ blank }) => blank === "link")) return t`Choose the blank for the link`;
    return [message, ...(told ? [waiting] : [])].some(hasEmptyWords) ? t`Fill in every blank first.` : undefined;
  };
  return {
    plan,
    failed: asked.isError,
    message,
    waiting,
    tell,
    setTell,
    days,
    setDays,
    until,
    counts,
    missing: missing(),
    trouble,
    pending: invite.isPending,
    invite() {
      const { template } = message;
      if (missing() !== undefined || template === undefined || invite.isPending) return;
      const wire = ({ name, language }: Template, blanks: Blanks) => ({ name, language, blanks: { ...blanks } });
      invite.mutate({
        command_id: command,
        chat_id: chat,
        people: [...people],
        message: wire(template, message.blanks),
        waiting: told && waiting.template !== undefined ? wire(waiting.template, waiting.blanks) : null,
        until: plan?.can_hold === true ? until : null,
      });
    },
  };
}

function usesName(blanks: Blanks): boolean {
  return Object.values(blanks).some(({ blank }) => blank === "person");
}

function hasEmptyWords({ blanks }: Chosen): boolean {
  return Object.values(blanks).some((value) => value.blank === "words" && value.words.trim() === "");
}

function countsOf(plan: InvitePlan | undefined): Inviting["counts"] {
  const places = plan?.rows.map(({ place }) => place.place) ?? [];
  const count = (wanted: string) => places.filter((place) => place === wanted).length;
  return { seats: count("seat"), waits: count("waits"), left: count("left_out") };
}
