import { useLingui } from "@lingui/react/macro";
import { MessageCircleQuestion } from "lucide-react";

import { useErrorToast } from "../../../app/useErrorToast";
import { Button, Menu, toast } from "../../../components";
import type { ConsentRow, PurposeId, ServiceWindow } from "../../../host/contract";
import { commandId, useCommand } from "../../../host/mutations";
import { useConsentWords } from "../useConsentWords";
import { type Somebody, useConsentView } from "../view";

/** Asks somebody for a consent: inside the window at once, with two buttons; else a template is chosen first. */
export function AskMenu({
  person,
  window,
  rows,
}: {
  person: Somebody;
  window: ServiceWindow;
  /** What can be asked for: one is asked at once, several make a menu. */
  rows: readonly ConsentRow[];
}) {
  const { t } = useLingui();
  const { name } = useConsentWords();
  const failed = useErrorToast();
  const ask = useCommand("consent_ask", {
    done: (_, { purpose }) => void toast(t`Asked: ${name(purpose)}`),
    refused: failed,
  });
  const begin = (purpose: PurposeId) => {
    const { chat } = person;
    if (chat === null) return;
    if (window.state !== "open") useConsentView.setState({ asking: { person, purpose } });
    else ask.mutate({ command_id: commandId(), chat_id: chat, purpose, template: null });
  };
  const pending = ask.isPending ? t`Asking…` : undefined;
  const [only] = rows;
  if (only === undefined) return null;
  if (rows.length === 1)
    return (
      <Button size="small" pending={pending} onPress={() => begin(only.purpose)}>
        <MessageCircleQuestion aria-hidden="true" />
        {window.state === "open" ? t`Ask` : t`Ask…`}
      </Button>
    );
  return (
    <Menu
      label={t`Ask for a consent`}
      trigger={
        <Button size="small" pending={pending}>
          <MessageCircleQuestion aria-hidden="true" />
          {t`Ask…`}
        </Button>
      }
      entries={rows.map(({ purpose }) => ({ id: purpose, words: name(purpose), run: () => begin(purpose) }))}
    />
  );
}
