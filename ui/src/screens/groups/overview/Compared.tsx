import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { RefreshCw } from "lucide-react";

import { useFormat } from "../../../app/format";
import { openGroupTab } from "../../../app/navigation";
import { useErrorToast } from "../../../app/useErrorToast";
import { Button } from "../../../components";
import { useNow } from "../../../host/clock";
import type { GroupView } from "../../../host/contract";
import { commandId, useCommand } from "../../../host/mutations";

const MINUTE = 60_000;

/** When the people were last compared with WhatsApp's list, what was found, and comparing now. */
export function Compared({ group }: { group: GroupView }) {
  const { t } = useLingui();
  const format = useFormat();
  const minute = useNow(MINUTE);
  const failed = useErrorToast();
  const compare = useCommand("group_compare", { refused: failed });
  const putAway = useCommand("group_found_seen", { refused: failed });
  const { found, compared_at: at } = group;
  const when = at === null ? null : format.short(at, minute);
  const differences = t`${plural(found, { one: "# difference was found.", other: "# differences were found." })}`;
  const none = found === 0 ? t`Nothing differs.` : differences;
  return (
    <div className="compared">
      <p className="grow">
        {when === null ? t`Never compared with WhatsApp.` : t`Compared with WhatsApp: ${when}.`} {when !== null && none}{" "}
        {found > 0 && (
          <>
            <button type="button" className="compared__link" onClick={() => openGroupTab("activity")}>
              {t`Show in the activity`}
            </button>{" "}
            <button
              type="button"
              className="compared__link"
              onClick={() => putAway.mutate({ command_id: commandId(), chat_id: group.row.chat_id })}
            >
              {t`Put away`}
            </button>
          </>
        )}
      </p>
      <Button
        size="small"
        kind="ghost"
        pending={compare.isPending ? t`Comparing…` : undefined}
        onPress={() => compare.mutate({ command_id: commandId(), chat_id: group.row.chat_id })}
      >
        <RefreshCw aria-hidden="true" />
        {t`Compare now`}
      </Button>
    </div>
  );
}
