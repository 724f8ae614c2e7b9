import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { CircleAlert, Tag } from "lucide-react";

import { Button, CallOut, CheckBox, Dialog, Trouble } from "../../../components";
import type { ImportPlan } from "../../../host/contract";
import { RowList } from "./RowList";
import type { Step, Wizard } from "./useImport";

/** The third step: what would come of it, row by row. */
export function PlanStep({
  wizard,
  step,
  onClose,
}: {
  wizard: Wizard;
  step: Extract<Step, { step: "plan" }>;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const { look, plan, of } = step;
  const { tally } = plan;
  const good = look.rows - tally.bad;
  const tooMany = plan.new_labels > plan.most_new_labels ? t`This would make too many labels` : undefined;
  const nothing = good === 0 ? t`No row can be imported` : tooMany;
  const go = () => {
    if (nothing === undefined && !wizard.isBusy) void wizard.start();
  };
  return (
    <Dialog
      isOpen
      wide
      title={t`This would come of ${look.filename}`}
      about={t`Nothing is written yet. Nobody is granted a consent by it.`}
      onClose={onClose}
      onAccept={go}
      footer={
        <>
          <Button onPress={wizard.back}>{t`Back`}</Button>
          <Button
            kind="primary"
            autoFocus
            chord="Mod+Enter"
            reason={nothing}
            pending={wizard.isBusy ? t`Starting…` : undefined}
            onPress={go}
          >
            {t`${plural(good, { one: "Import # row", other: "Import # rows" })}`}
          </Button>
        </>
      }
    >
      <div className="import">
        <NewLabels plan={plan} />
        {tally.differs > 0 && (
          <CheckBox value={wizard.said.overwrite} onChange={(overwrite) => wizard.say({ overwrite })}>
            {t`Overwrite what stands here where the list says otherwise. Without this only what is missing is filled in.`}
          </CheckBox>
        )}
        <RowList tally={tally} look={look} of={of} />
        <Trouble words={wizard.trouble} />
      </div>
    </Dialog>
  );
}

/** How many labels the list would make: hundreds of them are no labels. */
function NewLabels({ plan: { new_labels: count, most_new_labels: most } }: { plan: ImportPlan }) {
  const { t } = useLingui();
  if (count === 0) return null;
  if (count <= most)
    return (
      <CallOut icon={<Tag aria-hidden="true" />}>
        {t`${plural(count, { one: "# label would be made", other: "# labels would be made" })}`}
      </CallOut>
    );
  return (
    <CallOut tone="danger" icon={<CircleAlert aria-hidden="true" />}>
      {t`${plural(count, { one: "# label would be made", other: "# labels would be made" })}. A list makes at most ${most}. Go back and say that this column is a field.`}
    </CallOut>
  );
}
