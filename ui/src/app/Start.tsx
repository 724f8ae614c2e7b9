import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { CircleAlert, Hourglass } from "lucide-react";
import { type ComponentProps, type ComponentType, useEffect, useState } from "react";

import { Button, Empty } from "../components";
import { useHost } from "../host/context";
import type { Workspace } from "../host/contract";
import { type HostError, toHostError } from "../host/host";
import { useWorkspace } from "../host/queries";
import { errorWords } from "./errors";
import { FirstBar } from "./FirstBar";

/** Milliseconds that a start may take before it is said that there is one. */
const PATIENCE = 1_000;

/** What the core shows once it is there, and until then why it is not. */
export function Start({ Console }: { Console: ComponentType<{ workspace: Workspace }> }) {
  const { t, i18n } = useLingui();
  const { data, error, refetch } = useWorkspace();
  const isAsked = data === undefined && error === null;
  const [failure, setFailure] = useState(error);
  const [isSlow, setSlow] = useState(false);
  // While it is asked again, what failed last stays.
  if (error !== null && error !== failure) setFailure(error);
  useEffect(() => {
    if (!isAsked) return;
    const timer = setTimeout(() => {
      setSlow(true);
      setFailure(null);
    }, PATIENCE);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [isAsked]);
  if (data !== undefined) return <Console workspace={data} />;
  if (failure !== null) {
    return (
      <Bare
        icon={<CircleAlert aria-hidden="true" />}
        title={t`Switchboard did not start`}
        action={
          <Button kind="primary" onPress={() => void refetch()}>
            {t`Try again`}
          </Button>
        }
      >
        {i18n._(words(toHostError(failure)))}
      </Bare>
    );
  }
  return isSlow ? (
    <Bare icon={<Hourglass aria-hidden="true" />} title={t`Switchboard is starting`}>
      {t`After an update everything is made anew from the journal, which can take some minutes. Nothing is lost.`}
    </Bare>
  ) : null;
}

/** The whole window where there is no core to ask: what is with it, and a frame to move and close it by. */
function Bare(said: ComponentProps<typeof Empty>) {
  const { t } = useLingui();
  const { window: frame } = useHost();
  return (
    <div className="frame frame--first">
      <FirstBar name={t`Switchboard`} frame={frame} />
      <main className="sheet">
        <div className="start" role="alert">
          <Empty {...said} />
        </div>
      </main>
    </div>
  );
}

function words(error: HostError): MessageDescriptor {
  if (error.locked) return msg`This page needs the whole address that the hub printed when it started, with its token.`;
  return errorWords(error.body);
}
