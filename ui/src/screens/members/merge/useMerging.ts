import { useLingui } from "@lingui/react/macro";

import { undoable } from "../../../app/undo";
import { useErrorToast } from "../../../app/useErrorToast";
import { useHost } from "../../../host/context";
import type { ContactId, MergeId } from "../../../host/contract";
import { type HostError, toHostError } from "../../../host/host";
import { commandId } from "../../../host/mutations";

/** Two people who are said to be one. */
export interface Pair {
  keep: ContactId;
  gone: ContactId;
  /** The name of the one who is kept. */
  name: string;
}

/** Merges and takes apart; either can be taken back, also when what asked for it is gone from the screen. */
export function useMerging() {
  const { t } = useLingui();
  const host = useHost();
  const failed = useErrorToast();
  const merge = async ({ keep, gone }: Pair): Promise<MergeId> => {
    const { merge_id } = await host.call("member_merge", { command_id: commandId(), keep, gone });
    return merge_id;
  };
  const unmerge = async (merge_id: MergeId) => {
    await host.call("member_unmerge", { command_id: commandId(), merge_id });
  };
  const tried = async (work: Promise<unknown>) => {
    try {
      await work;
    } catch (error) {
      failed(toHostError(error));
    }
  };
  return {
    async merge(pair: Pair, refused: (error: HostError) => void, done: () => void): Promise<void> {
      try {
        const id = await merge(pair);
        done();
        undoable(t`Merged as ${pair.name}`, () => void tried(unmerge(id)));
      } catch (error) {
        refused(toHostError(error));
      }
    },
    async takeApart(id: MergeId, pair: Pair): Promise<void> {
      await tried(unmerge(id).then(() => undoable(t`Two people again: ${pair.name}`, () => void tried(merge(pair)))));
    },
  };
}
