import { useLingui } from "@lingui/react/macro";
import { Ban } from "lucide-react";
import { useState } from "react";

import { useErrorToast } from "../../app/useErrorToast";
import { Button, CallOut, toast } from "../../components";
import type { BlockView } from "../../host/contract";
import { commandId, useCommand } from "../../host/mutations";
import { BlockDialog } from "./BlockDialog";
import { useBlockWords } from "./useBlockWords";

/** Whether a person is blocked, and what can be done: to block, to end it, or to put away that it was not done. */
export function BlockStanding({ view, name }: { view: BlockView; name: string }) {
  const { t } = useLingui();
  const words = useBlockWords();
  const [asking, setAsking] = useState(false);
  if (view.phase !== "open") return <Blocked view={view} />;
  return (
    <>
      {view.refused !== null && <NotBlocked view={view} />}
      <Button
        size="small"
        kind="danger"
        reason={view.obstacle === null ? undefined : words.obstacle(view.obstacle)}
        onPress={() => setAsking(true)}
      >
        <Ban aria-hidden="true" />
        {t`Block…`}
      </Button>
      {asking && <BlockDialog people={[{ name, block: view }]} onClose={() => setAsking(false)} />}
    </>
  );
}

/** That nothing can be sent to a person, by whom and why, with the way out. */
export function Blocked({ view }: { view: BlockView }) {
  const { t } = useLingui();
  const words = useBlockWords();
  const failed = useErrorToast();
  const unblock = useCommand("person_unblock", {
    done: () => toast(t`WhatsApp is asked to unblock this person`),
    refused: failed,
  });
  const trouble = words.trouble(view);
  return (
    <CallOut
      tone="danger"
      icon={<Ban aria-hidden="true" />}
      action={
        view.phase === "unblocking" ? null : (
          <Button
            size="small"
            pending={unblock.isPending ? t`Unblocking…` : undefined}
            onPress={() => unblock.mutate({ command_id: commandId(), whom: view.whom })}
          >
            {t`Unblock`}
          </Button>
        )
      }
    >
      <p>{words.stands(view)}</p>
      {trouble !== null && <p>{trouble}</p>}
    </CallOut>
  );
}

function NotBlocked({ view }: { view: BlockView }) {
  const { t } = useLingui();
  const words = useBlockWords();
  const failed = useErrorToast();
  const seen = useCommand("block_seen", { refused: failed });
  return (
    <CallOut
      tone="warn"
      icon={<Ban aria-hidden="true" />}
      action={
        <Button
          size="small"
          kind="ghost"
          onPress={() => seen.mutate({ command_id: commandId(), whom: view.whom })}
        >{t`Put away`}</Button>
      }
    >
      {words.trouble(view)}
    </CallOut>
  );
}
