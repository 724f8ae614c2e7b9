import { useLingui } from "@lingui/react/macro";
import type { Allowed } from "./chat.tsx";

/** Why something cannot be sent, as a sentence; none when it can. */
export function useRefusal(answer: Allowed): string | null {
  const { t } = useLingui();
  if (answer.allowed) return null;
  switch (answer.because) {
    case "window":
      return t`The 24-hour window is closed. Send a template.`;
    case "blocked":
      return t`This person is blocked at this number. Unblock them, then send again.`;
    case "suspended":
      return t`WhatsApp suspended this group. You can read it, not write.`;
    case "group":
      return t`WhatsApp does not take this in groups.`;
    case "account":
      return t`This number cannot send this.`;
  }
}
