import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { AtSign, MessageSquare, Repeat, Star, TextSearch, UserRound } from "lucide-react";

import type { Condition } from "../../../host/contract";
import { useNames } from "../simulator/useNames";
import { KindIcon, KINDS } from "../words";

/** The icon of what an exception looks at. */
export function ConditionIcon({ condition }: { condition: Condition }) {
  switch (condition.when) {
    case "chat":
      return <MessageSquare aria-hidden="true" />;
    case "contact":
      return <UserRound aria-hidden="true" />;
    case "label":
      return <Star aria-hidden="true" />;
    case "kind":
      return condition.kind === "mention" ? <AtSign aria-hidden="true" /> : <KindIcon kind={condition.kind} />;
    case "words":
      return <TextSearch aria-hidden="true" />;
    case "repeated":
      return <Repeat aria-hidden="true" />;
  }
}

/** What must hold, as a sentence; what it is about is the loudest. */
export function ConditionWords({ condition }: { condition: Condition }) {
  const { i18n } = useLingui();
  const names = useNames();
  switch (condition.when) {
    case "chat": {
      const name = names.chat(condition.chat);
      return (
        <Trans>
          Chat is <b>{name}</b>
        </Trans>
      );
    }
    case "contact": {
      const name = names.contact(condition.contact);
      return (
        <Trans>
          Member is <b>{name}</b> <span>in any chat</span>
        </Trans>
      );
    }
    case "label": {
      const name = names.label(condition.label);
      return condition.direct ? (
        <Trans>
          Label is <b>{name}</b> <span>in a 1:1 chat</span>
        </Trans>
      ) : (
        <Trans>
          Label is <b>{name}</b> <span>in any chat</span>
        </Trans>
      );
    }
    case "kind": {
      const name = i18n._(KINDS[condition.kind]);
      return condition.kind === "mention" ? (
        <Trans>
          Someone mentions <b>me</b> <span>in any chat</span>
        </Trans>
      ) : (
        <Trans>
          Event is <b>{name}</b>
        </Trans>
      );
    }
    case "words": {
      const words = condition.phrases.join(", ");
      return (
        <Trans>
          Text contains <b>{words}</b> <span>from any member</span>
        </Trans>
      );
    }
    case "repeated": {
      const { count, minutes } = condition;
      return (
        <Trans>
          <b>{plural(count, { one: "# message", other: "# messages" })}</b> from one person within {minutes} min
        </Trans>
      );
    }
  }
}
