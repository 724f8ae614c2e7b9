import type { CommandName } from "../host/contract";
import type { RequestOf, ResponseOf } from "../host/host";
import { type After, useCommand } from "../host/mutations";
import { useErrorToast } from "./useErrorToast";

/**
 * A command that decides, out of a dialog. Where it waits for the hub it is taken: the dialog goes and it is said, so that
 * nobody presses again and decides twice.
 */
export function useDecision<N extends CommandName>(
  name: N,
  close: () => void,
  after: After<ResponseOf<N>, RequestOf<N>>,
) {
  const say = useErrorToast();
  return useCommand(name, {
    ...after,
    refused: (error, request) => {
      if (error.body.code !== "waits_for_hub") return after.refused?.(error, request);
      close();
      say(error);
    },
  });
}
