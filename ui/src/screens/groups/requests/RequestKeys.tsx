import { useLingui } from "@lingui/react/macro";

import { Kbd } from "../../../components";
import { chordFor } from "../../../keys/map";

/** By which keys requests are decided. */
export function RequestKeys() {
  const { t } = useLingui();
  const [approve, decline] = [chordFor("requests.approve"), chordFor("requests.decline")];
  return (
    <span className="requests__keys" aria-hidden="true">
      {approve !== undefined && <Kbd chord={approve} />} {t`approve`} {decline !== undefined && <Kbd chord={decline} />}{" "}
      {t`decline`}
    </span>
  );
}
