import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";

import { Field } from "../../components";

/** A passphrase, typed twice. */
export interface Typed {
  first: string;
  second: string;
}

export const NO_PASSPHRASE: Typed = { first: "", second: "" };

const SHORTEST = 8;

/** Whether a vault can be made under it. */
export const isPassphrase = ({ first, second }: Typed): boolean => [...first].length >= SHORTEST && first === second;

/** Asks for the passphrase of a new vault. It takes the focus: it was asked for, or is what is missing. */
export function VaultFields({ typed, onChange }: { typed: Typed; onChange: (typed: Typed) => void }) {
  const { t } = useLingui();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const differs = typed.second !== "" && !typed.first.startsWith(typed.second);
  return (
    <>
      <Field
        ref={field}
        label={t`Passphrase`}
        type="password"
        size="large"
        value={typed.first}
        onChange={(first) => onChange({ ...typed, first })}
        help={t`At least 8 letters; several words are better. It is asked for at each start and cannot be restored.`}
      />
      <Field
        label={t`Passphrase once more`}
        type="password"
        size="large"
        value={typed.second}
        onChange={(second) => onChange({ ...typed, second })}
        error={differs ? t`The two are not the same` : undefined}
      />
    </>
  );
}
