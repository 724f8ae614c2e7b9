import { useLingui } from "@lingui/react/macro";
import { BellOff, BellRing, Play } from "lucide-react";

import { useErrorToast } from "../../../app/useErrorToast";
import { IconButton } from "../../../components";
import type { Verdict } from "../../../host/contract";
import { useCommand } from "../../../host/mutations";
import { useOutcomeWords } from "./words";

/** What would be done, in one look; what would be heard can be heard. */
export function VerdictCard({ verdict: { outcome } }: { verdict: Verdict }) {
  const { t } = useLingui();
  const { title, detail } = useOutcomeWords()(outcome);
  const preview = useCommand("sound_preview");
  const failed = useErrorToast();
  const { sound, volume } = outcome;
  const rings = sound.from !== "silent";
  return (
    <div className={rings ? "verdict verdict--rings" : "verdict"} role="status">
      {rings ? <BellRing aria-hidden="true" /> : <BellOff aria-hidden="true" />}
      <div className="grow">
        <p className="verdict__title">{title}</p>
        <p className="verdict__detail">{detail}</p>
      </div>
      {rings && (
        <IconButton
          label={t`Play the sound`}
          className="verdict__play"
          onPress={() => preview.mutate({ sound, volume }, { onError: failed })}
        >
          <Play aria-hidden="true" />
        </IconButton>
      )}
    </div>
  );
}
