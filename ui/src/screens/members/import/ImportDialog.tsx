import "./import.css";

import { useWorkspace } from "../../../host/queries";
import { useImportState } from "../../../host/lists";
import { useHost } from "../../../host/context";
import type { ImportProgress, Workspace } from "../../../host/contract";
import { ChooseStep } from "./ChooseStep";
import { ColumnsStep } from "./ColumnsStep";
import { PlanStep } from "./PlanStep";
import { RunStep } from "./RunStep";
import { useImport } from "./useImport";

/** Brings people in from a list: choose it, say what its columns are, try it, then bring it in. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const host = useHost();
  const { data: workspace } = useWorkspace();
  const { data: progress } = useImportState();
  if (workspace === undefined || progress === undefined) return null;
  const close = () => {
    // What runs goes on; of what does not, nothing is kept.
    void host.call("members_import_close", {}).catch(() => {});
    onClose();
  };
  return <Steps workspace={workspace} progress={progress} onClose={close} />;
}

function Steps({
  workspace,
  progress,
  onClose,
}: {
  workspace: Workspace;
  progress: ImportProgress | null;
  onClose: () => void;
}) {
  const wizard = useImport(workspace, progress?.stage === "running");
  switch (wizard.step.step) {
    case "choose":
      return <ChooseStep wizard={wizard} last={progress} onClose={onClose} />;
    case "columns":
      return <ColumnsStep wizard={wizard} look={wizard.step.look} workspace={workspace} onClose={onClose} />;
    case "plan":
      return <PlanStep wizard={wizard} step={wizard.step} onClose={onClose} />;
    case "run":
      return <RunStep progress={progress} onClose={onClose} />;
  }
}
