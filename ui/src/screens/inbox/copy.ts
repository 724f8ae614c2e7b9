import { useLingui } from "@lingui/react/macro";
import { toast } from "@/components/index.ts";

/** Puts a text on the clipboard and says so. */
export function useCopy(): (text: string, done: string) => void {
  const { t } = useLingui();
  return (text, done) => {
    navigator.clipboard.writeText(text).then(
      () => toast(done),
      () => toast(t`The clipboard cannot be used here. Select the text and copy it.`),
    );
  };
}
