import { useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";

import { undoable } from "../../../app/undo";
import { useErrorToast } from "../../../app/useErrorToast";
import { useHost } from "../../../host/context";
import type { Breakthrough } from "../../../host/contract";
import { type Host, toHostError } from "../../../host/host";
import { keys } from "../../../host/keys";
import { useBreakthroughDelete, useBreakthroughSave } from "../../../host/notification-mutations";
import { useNotificationRules } from "../../../host/notifications";

/** Makes, changes and removes exceptions to silence. */
export function useExceptionActions() {
  const { t } = useLingui();
  const host = useHost();
  const client = useQueryClient();
  const { data: rules } = useNotificationRules();
  const save = useBreakthroughSave();
  const remove = useBreakthroughDelete();
  const failed = useErrorToast();
  return {
    save(breakthrough: Breakthrough, fresh: boolean) {
      save.mutate(
        { new: fresh, breakthrough },
        { onError: failed, onSuccess: () => void client.invalidateQueries({ queryKey: keys.alertRules }) },
      );
    },
    /** Removes an exception; it comes back in its place. */
    remove(breakthrough: Breakthrough) {
      const id = breakthrough.breakthrough_id;
      const place = rules?.breakthroughs.findIndex(({ breakthrough_id }) => breakthrough_id === id) ?? 0;
      const bringBack = async () => {
        try {
          await restore(host, breakthrough, place);
          await client.invalidateQueries({ queryKey: keys.alertRules });
        } catch (error) {
          failed(toHostError(error));
        }
      };
      // Its row is gone before the core answers, and what is called back from a row would go with it.
      remove.mutateAsync({ breakthrough_id: id }).then(
        () => undoable(t`Exception removed`, () => void bringBack()),
        (error: unknown) => failed(toHostError(error)),
      );
    },
  };
}

/** A new exception is the last; first match wins, so it is put back to where it was. */
async function restore(host: Host, breakthrough: Breakthrough, place: number): Promise<void> {
  const idsNow = async () => {
    const { breakthroughs } = await host.call("notification_rules", {});
    return breakthroughs.map(({ breakthrough_id }) => breakthrough_id);
  };
  const before = await idsNow();
  await host.call("breakthrough_save", { new: true, breakthrough });
  const added = (await idsNow()).find((id) => !before.includes(id));
  if (added === undefined) return;
  await host.call("breakthrough_order", { order: before.toSpliced(place, 0, added) });
}
