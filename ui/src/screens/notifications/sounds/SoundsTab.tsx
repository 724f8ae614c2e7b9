import "./sounds.css";

import { useLingui } from "@lingui/react/macro";

import type { NotificationRules } from "../../../host/contract";
import { HealthCard } from "../health/HealthCard";
import { SoundsBody, Volume } from "./SoundsPanel";

/** The sounds at full width, where they are heard, and what this system can do. */
export function SoundsTab({ rules }: { rules: NotificationRules }) {
  const { t } = useLingui();
  return (
    <div className="alerts__page">
      <div className="sounds-tab">
        <section className="alerts__section">
          <div className="sounds-panel__head">
            <h2 className="grow">{t`Sounds`}</h2>
            <Volume rules={rules} />
          </div>
          <SoundsBody rules={rules} />
        </section>
        <HealthCard />
      </div>
    </div>
  );
}
