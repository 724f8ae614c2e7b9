import { useLingui } from "@lingui/react/macro";
import { Copy, Eye, EyeOff } from "lucide-react";
import { useId, useState } from "react";

import { Button, IconButton } from "../../components";
import { useCopy } from "../inbox/copy";

/** A value to be copied to somewhere else; a secret one is shown on request. */
export function Copied({ label, text, isSecret = false }: { label: string; text: string; isSecret?: boolean }) {
  const { t } = useLingui();
  const copy = useCopy();
  const [isShown, setShown] = useState(!isSecret);
  const id = useId();
  return (
    <div className="copied">
      <span id={id} className="field__label">
        {label}
      </span>
      <div className="copied__box">
        <code className="copied__text selectable" aria-labelledby={id}>
          {isShown ? text : "•".repeat(24)}
        </code>
        {isSecret && (
          <IconButton size="small" label={isShown ? t`Hide` : t`Show`} onPress={() => setShown(!isShown)}>
            {isShown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          </IconButton>
        )}
        <Button size="small" onPress={() => copy(text, t`Copied`)} aria-label={t`Copy: ${label}`}>
          <Copy aria-hidden="true" />
          {t`Copy`}
        </Button>
      </div>
    </div>
  );
}
