import "./number-tag.css";

import { useLingui } from "@lingui/react/macro";
import { Plug } from "lucide-react";

import type { AccountId } from "../host/contract";
import { useNumbers } from "./numbers";

/** Which of our numbers something belongs to; nothing where there is one number only. */
export function NumberTag({ account }: { account: AccountId }) {
  const { t } = useLingui();
  const { several, nameOf } = useNumbers();
  if (!several) return null;
  const name = nameOf(account);
  return (
    <span className="number-tag" title={name}>
      <Plug aria-hidden="true" />
      <span className="unseen">{t`at number`} </span>
      <span className="cut">{name}</span>
    </span>
  );
}
