import { useLingui } from "@lingui/react";

import { toast } from "../components/Toast";
import type { HostError } from "../host/host";
import { errorWords } from "./errors";

/** Says why a command was not done, where there is no better place for it than a toast. */
export function useErrorToast(): (error: HostError) => void {
  const { i18n } = useLingui();
  return (error) => void toast(i18n._(errorWords(error.body)));
}
