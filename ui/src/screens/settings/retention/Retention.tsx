import "./retention.css";

import { useLingui } from "@lingui/react/macro";
import { CircleAlert } from "lucide-react";

import { errorWords } from "../../../app/errors";
import { Button, Empty, Late, Skeleton } from "../../../components";
import { useRetention } from "../../../host/consent";
import type { Account } from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { useLabels } from "../../../host/queries";
import { Section } from "../Section";
import { Rules } from "./Rules";

/** How long what we know of people is kept: rules by number and label, after which people are erased. */
export function Retention({ accounts }: { accounts: readonly Account[] }) {
  const { t, i18n } = useLingui();
  const rules = useRetention();
  const labels = useLabels();
  if (rules.data !== undefined && labels.data !== undefined)
    return <Rules saved={rules.data} subjects={{ accounts, labels: labels.data }} />;
  const error = rules.error ?? labels.error;
  return (
    <Section title={t`How long data is kept`}>
      {error === null ? (
        <Late>
          <Skeleton width="100%" height="56px" />
          <Skeleton width="100%" height="120px" />
        </Late>
      ) : (
        <Empty
          icon={<CircleAlert aria-hidden="true" />}
          title={t`The rules could not be read`}
          action={<Button onPress={() => void Promise.all([rules.refetch(), labels.refetch()])}>{t`Try again`}</Button>}
        >
          {i18n._(errorWords(toHostError(error).body))}
        </Empty>
      )}
    </Section>
  );
}
