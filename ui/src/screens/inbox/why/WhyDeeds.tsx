import { Trans, useLingui } from "@lingui/react/macro";
import { BellRing, FlaskConical, Star } from "lucide-react";
import { openNotifications } from "@/app/navigation.ts";
import { undoable } from "@/app/undo.ts";
import { Button } from "@/components/index.ts";
import { now } from "@/host/clock.ts";
import { useHost } from "@/host/context.tsx";
import type { Breakthrough, ChatDetail, Condition, Decided } from "@/host/contract.ts";
import { useBreakthroughDelete, useBreakthroughSave } from "@/host/notification-mutations.ts";
import { useNotificationRules } from "@/host/notifications.ts";
import { ask } from "../../notifications/simulator/question.ts";
import { openSimulator } from "../../notifications/view.ts";
import { useTrouble } from "../actions.ts";
import { useRowName } from "../list/preview.ts";
import { isMuted, useMute } from "../mute/mute.ts";
import type { Asked } from "../view.ts";
import { alreadyThrough, silencedBy, throughFor } from "./through.ts";

/** What can be done about an answer: let the person through, end the mute, ask about another time. */
export function WhyDeeds({ asked, decided, detail }: { asked: Asked; decided: Decided; detail: ChatDetail }) {
  const { unmute } = useMute();
  const silence = silencedBy(decided.verdict);
  const muted = silence === "muted" && isMuted(detail.row.mute, now());
  return (
    <div className="why-deeds">
      {silence === null ? null : <LetThrough asked={asked} detail={detail} muted={silence === "muted"} />}
      {muted ? (
        <Button onPress={() => unmute([detail.row])}>
          <BellRing aria-hidden />
          <Trans>Unmute</Trans>
        </Button>
      ) : null}
      <Button onPress={() => testAnotherTime(asked, decided)}>
        <FlaskConical aria-hidden />
        <Trans>Test another time</Trans>
      </Button>
    </div>
  );
}

/** The same message as a question to the simulator, whose time can then be changed. */
function testAnotherTime({ chat, sender }: Asked, { kind, words, at }: Decided): void {
  ask({ kind, chat, contact: sender?.contact ?? null, text: words, at, looking: false, focus: false });
  openSimulator();
  openNotifications("schedules", chat);
}

function LetThrough({ asked, detail, muted }: { asked: Asked; detail: ChatDetail; muted: boolean }) {
  const { t } = useLingui();
  const { data: rules } = useNotificationRules();
  const let_through = useLetThrough();
  const chat = useRowName(detail.row);
  const condition = throughFor(asked, detail);
  const who = condition.when === "contact" ? (asked.sender?.name ?? chat) : chat;
  if (rules === undefined) return null;
  if (alreadyThrough(rules.breakthroughs, condition, muted))
    return (
      <p className="context-alert" role="status">
        <Star aria-hidden />
        <span>{t`From now on ${who} rings through`}</span>
      </p>
    );
  return (
    <Button onPress={() => let_through(condition, muted, t`${who} rings through`)}>
      <Star aria-hidden />
      {condition.when === "contact" ? (
        <Trans>Let this person ring through</Trans>
      ) : (
        <Trans>Let this chat ring through</Trans>
      )}
    </Button>
  );
}

/** Adds an exception; taking it back finds it by what it is for, as its key is made in the core. */
function useLetThrough(): (condition: Condition, muted: boolean, words: string) => void {
  const host = useHost();
  const trouble = useTrouble();
  const save = useBreakthroughSave();
  const remove = useBreakthroughDelete();
  return (condition, muted, words) => {
    const breakthrough: Breakthrough = {
      breakthrough_id: 0,
      condition,
      lets: { sound: true, banner: true, badge: true },
      volume: null,
      schedule: null,
      muted_too: muted,
      once_in: null,
    };
    const back = async () => {
      const { breakthroughs } = await host.call("notification_rules", {});
      const made = breakthroughs.findLast((one) => alreadyThrough([one], condition, muted));
      if (made !== undefined) remove.mutate({ breakthrough_id: made.breakthrough_id }, { onError: trouble });
    };
    save.mutate(
      { new: true, breakthrough },
      { onError: trouble, onSuccess: () => undoable(words, () => void back().catch(trouble)) },
    );
  };
}
