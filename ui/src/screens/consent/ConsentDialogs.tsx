import "./consent.css";

import { AskDialog } from "./ask/AskDialog";
import { EraseDialog } from "./EraseDialog";
import { RecordDialog } from "./record/RecordDialog";
import { useConsentView } from "./view";
import { WithdrawDialog } from "./WithdrawDialog";

/** The dialogs about consent, which every screen can open. They are there at once, so that no key is lost. */
export function ConsentDialogs() {
  const recording = useConsentView((view) => view.recording);
  const withdrawing = useConsentView((view) => view.withdrawing);
  const erasing = useConsentView((view) => view.erasing);
  const asking = useConsentView((view) => view.asking);
  if (recording !== null) return <RecordDialog recording={recording} />;
  if (withdrawing !== null) return <WithdrawDialog withdrawing={withdrawing} />;
  if (asking !== null) return <AskDialog {...asking} />;
  return erasing === null ? null : <EraseDialog person={erasing} />;
}
