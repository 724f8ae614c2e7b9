import { useLingui } from "@lingui/react/macro";
import { CircleCheck, CircleHelp, CircleSlash } from "lucide-react";

import { Chip } from "../../../components";
import type { AlertAbility } from "../../../host/contract";

/** Whether something works here, as an icon and a word. */
export function AbilityChip({ ability }: { ability: AlertAbility }) {
  const { t } = useLingui();
  switch (ability) {
    case "works":
      return (
        <Chip tone="ok">
          <CircleCheck aria-hidden="true" />
          {t`works`}
        </Chip>
      );
    case "absent":
      return (
        <Chip tone="warn">
          <CircleSlash aria-hidden="true" />
          {t`not on this system`}
        </Chip>
      );
    case "unknown":
      return (
        <Chip>
          <CircleHelp aria-hidden="true" />
          {t`not tried yet`}
        </Chip>
      );
  }
}
