import { part } from "../../app/part";
import { useConsentView } from "./view";

const RecordDialog = part(() => import("./record/RecordDialog").then((file) => file.RecordDialog));
const WithdrawDialog = part(() => import("./WithdrawDialog").then((file) => file.WithdrawDialog));
const AskDialog = part(() => import("./ask/AskDialog").then((file) => file.AskDialog));
const EraseDialog = part(() => import("./EraseDialog").then((file) => file.EraseDialog));

/** The dialogs about consent, which every screen can open. */
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
