import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { Cable, CircleAlert } from "lucide-react";
import type { ComponentType } from "react";

import { Button, Empty } from "../components";
import { useHost } from "../host/context";
import type { Workspace } from "../host/contract";
import { type HostError, toHostError } from "../host/host";
import { useWorkspace } from "../host/queries";
import { Caption, drag } from "./Caption";
import { errorWords } from "./errors";

/** What the core shows once it is there, and until then why it is not. */
export function Start({ Console }: { Console: ComponentType<{ workspace: Workspace }> }) {
  const workspace = useWorkspace();
  if (workspace.data !== undefined) return <Console workspace={workspace.data} />;
  // Why it failed is said while it is asked again, which may go on for as long as a disk is full.
  const error = workspace.error ?? workspace.failureReason;
  return error === null ? null : <NotStarted error={toHostError(error)} again={() => void workspace.refetch()} />;
}

/** The whole window where there is no core to ask: why, what to do, and a frame to move and close it by. */
function NotStarted({ error, again }: { error: HostError; again: () => void }) {
  const { i18n, t } = useLingui();
  const { window: frame } = useHost();
  return (
    <div className="frame frame--first">
      {/* A title bar is moved by its empty parts; nothing is lost without a pointer. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <header className="title title--first" onMouseDown={(event) => drag(frame, event)}>
        <div className="title__start">
          <span className="title__mark">
            <Cable aria-hidden="true" />
          </span>
          <span className="title__name cut">{t`Switchboard`}</span>
        </div>
        <div className="title__end">
          <Caption frame={frame} />
        </div>
      </header>
      <main className="sheet">
        <div className="start">
          <Empty
            icon={<CircleAlert aria-hidden="true" />}
            title={t`Switchboard did not start`}
            action={
              <Button kind="primary" onPress={again}>
                {t`Try again`}
              </Button>
            }
          >
            {i18n._(words(error))}
          </Empty>
        </div>
      </main>
    </div>
  );
}

function words(error: HostError): MessageDescriptor {
  if (error.locked) return msg`This page needs the whole address that the hub printed when it started, with its token.`;
  return errorWords(error.body);
}
