import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";

import { Button, CheckBox, Dialog, Trouble } from "../../../components";
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
  const { look, tally, of } = step;
  const good = look.rows - tally.bad;
  const nothing = good === 0 ? t`No row can be imported` : undefined;
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
