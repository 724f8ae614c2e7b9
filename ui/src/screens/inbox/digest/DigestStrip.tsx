import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { Moon, X } from "lucide-react";
import { useFormat } from "@/app/format.ts";
import { Button, IconButton } from "@/components/index.ts";
import { now } from "@/host/clock.ts";
import type { Digest } from "@/host/contract.ts";
import { useDigestSeen } from "@/host/notification-mutations.ts";
import { openDigest } from "./useDigestActions.ts";

/** Says above the list that a silence has ended and what it held back. It takes no focus; the list is one press away. */
export function DigestStrip({ digest }: { digest: Digest }) {
  const { t } = useLingui();
  const format = useFormat();
  const seen = useDigestSeen();
  const count = digest.chats.length;
  const ended = format.until(digest.ended ?? now(), now());
  return (
    <div className="digest-strip" role="status">
      <Moon className="inbox-icon-16" aria-hidden />
      <p className="grow">
        {t`${plural(count, {
          one: `Held back until ${ended}: # chat`,
          other: `Held back until ${ended}: # chats`,
        })}`}
      </p>
      <Button size="small" onPress={openDigest}>{t`Show`}</Button>
      <IconButton size="small" label={t`Seen`} onPress={() => seen.mutate()}>
        <X className="inbox-icon-14" aria-hidden />
      </IconButton>
    </div>
  );
}
