import "../../app/frame.css";
import "../settings/settings.css";
import "./onboarding.css";

import { type ReactNode, useState } from "react";

import { ToastArea } from "../../components";
import type { Opened, Workspace } from "../../host/contract";
import { useCommand, useSettingsSave } from "../../host/mutations";
import { Bar } from "./Bar";
import { Choose, type Choice } from "./Choose";
import { Credentials } from "./Credentials";
import { FirstMessage } from "./FirstMessage";
import { JoinHub } from "./JoinHub";
import { RestoreBackup } from "./RestoreBackup";
import { Steps } from "./Steps";
import { Tested } from "./Tested";
import { LetIn } from "./LetIn";

/** The steps of the first run, in their order. */
export type Step = "choose" | "hub" | "backup" | "credentials" | "test" | "webhook" | "message";

/** From nothing to the first message: what Switchboard shows until something is chosen and works. */
export function Onboarding({ workspace }: { workspace: Workspace }) {
  // A number that moves to a hub goes on at another place.
  return <FirstRun key={workspace.hub?.address ?? ""} workspace={workspace} />;
}

function FirstRun({ workspace }: { workspace: Workspace }) {
  const [step, setStep] = useState(() => beginning(workspace));
  const [opened, setOpened] = useState<Opened | null>(null);
  const sandbox = useSandbox(workspace);
  const end = useCommand("first_run_end");
  const leave = () => end.mutate({});
  const choose = (choice: Choice) => {
    if (choice === "sandbox") sandbox.begin();
    else setStep(choice === "meta" ? "credentials" : choice);
  };
  const pages: Record<Step, ReactNode> = {
    choose: <Choose onChoose={choose} pending={sandbox.isPending} error={sandbox.error} />,
    hub: <JoinHub hasVault={workspace.vault === "open"} onBack={() => setStep("choose")} />,
    backup: <RestoreBackup onBack={() => setStep("choose")} />,
    credentials: (
      <Credentials
        isConnected={workspace.first_run === "receive"}
        hasVault={workspace.vault === "open"}
        onBack={() => setStep("choose")}
        onOpened={(what) => {
          setOpened(what);
          setStep("test");
        }}
        onSkip={() => setStep("webhook")}
      />
    ),
    test: opened !== null && (
      <Tested opened={opened} onBack={() => setStep("credentials")} onNext={() => setStep("webhook")} />
    ),
    webhook: (
      <LetIn
        onBack={() => setStep(opened === null ? "credentials" : "test")}
        onMend={() => setStep("credentials")}
        onNext={() => setStep("message")}
        onLeave={leave}
      />
    ),
    message: (
      <FirstMessage
        workspace={workspace}
        onBack={workspace.hub === null ? () => setStep("webhook") : undefined}
        onEnd={leave}
      />
    ),
  };
  return (
    <div className="frame frame--first">
      <Bar workspace={workspace} />
      <div className="sheet first">
        <Steps
          step={step}
          keysAre={workspace.hub !== null ? "hub" : workspace.vault === "open" ? "vault" : "keyring"}
        />
        {/* Each step is a page of its own: what had the focus before is gone with it. */}
        <main key={step} className="first__page">
          {pages[step]}
        </main>
      </div>
      <ToastArea />
    </div>
  );
}

/** Where the first run goes on. A number that moved to a hub has had everything but its first message. */
function beginning({ first_run: firstRun, hub }: Workspace): Step {
  if (firstRun !== "receive") return "choose";
  return hub === null ? "webhook" : "message";
}

/** Begins the sandbox, in the language and the colours that were chosen here. */
function useSandbox({ settings }: Workspace) {
  const save = useSettingsSave();
  const begin = useCommand("sandbox_begin", {
    done: () => {
      if (settings.language !== null || settings.theme !== "system") save.mutate({});
    },
  });
  return { begin: () => begin.mutate({}), isPending: begin.isPending, error: begin.error };
}
