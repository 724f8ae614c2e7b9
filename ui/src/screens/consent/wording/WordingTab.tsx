import "./wording.css";

import { useLingui } from "@lingui/react/macro";
import { CircleAlert, Plus } from "lucide-react";
import { useState } from "react";

import { errorWords } from "../../../app/errors";
import { Button, Empty, Late, Skeleton } from "../../../components";
import { usePurposes } from "../../../host/consent";
import type { Purpose } from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { PurposeCard } from "./PurposeCard";
import { PurposeDialog } from "./PurposeDialog";
import { StopWords } from "./StopWords";
import { WordingDialog } from "./WordingDialog";

/** What a dialog of this tab is about. */
type Opened = { dialog: "text"; purpose: Purpose } | { dialog: "purpose"; purpose: Purpose | null };

/** What people can be asked for, what each permits, and the exact texts that they are shown. */
export function WordingTab() {
  const { t, i18n } = useLingui();
  const { data, error, refetch } = usePurposes();
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  if (data === undefined)
    return error === null ? (
      <Late>
        <div className="ledger__waits">
          <Skeleton width="100%" height="96px" />
          <Skeleton width="100%" height="96px" />
        </div>
      </Late>
    ) : (
      <Empty
        icon={<CircleAlert aria-hidden="true" />}
        title={t`The purposes could not be read`}
        action={<Button onPress={() => void refetch()}>{t`Try again`}</Button>}
      >
        {i18n._(errorWords(toHostError(error).body))}
      </Empty>
    );
  return (
    <div className="wording">
      <div className="wording__head">
        <p className="wording__about grow">
          {t`A purpose permits kinds of templates. A changed text is a new version: whoever agreed to the older one keeps it.`}
        </p>
        <Button size="small" onPress={() => setOpened({ dialog: "purpose", purpose: null })}>
          <Plus aria-hidden="true" />
          {t`New purpose…`}
        </Button>
      </div>
      {data.purposes.map((purpose) => (
        <PurposeCard
          key={purpose.purpose}
          purpose={purpose}
          wordings={data.wordings}
          onChange={() => setOpened({ dialog: "purpose", purpose })}
          onText={() => setOpened({ dialog: "text", purpose })}
        />
      ))}
      <StopWords words={data.stop_words} />
      {opened?.dialog === "text" && <WordingDialog purpose={opened.purpose} wordings={data.wordings} onClose={close} />}
      {opened?.dialog === "purpose" && <PurposeDialog purpose={opened.purpose} taken={data.purposes} onClose={close} />}
    </div>
  );
}
