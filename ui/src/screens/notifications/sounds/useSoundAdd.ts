import { useHost } from "../../../host/context";
import type { SoundFile } from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { useCommand } from "../../../host/mutations";
import { useErrorToast } from "../../../app/useErrorToast";

/** A way to put a sound back that is about to be deleted; null where its bytes cannot be had. */
export function useSoundBack(): (file: SoundFile) => Promise<(() => void) | null> {
  const host = useHost();
  const add = useCommand("sound_add");
  const failed = useErrorToast();
  return async ({ file, name }) => {
    try {
      const { base64 } = await host.call("file", { file });
      return () => {
        // Nobody is there any more to be called back: the line went with the sound.
        add.mutateAsync({ name, base64, from: 0, to: null }).catch((error: unknown) => failed(toHostError(error)));
      };
    } catch {
      return null;
    }
  };
}
