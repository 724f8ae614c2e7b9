import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { DoorOpen } from "lucide-react";

import { openRequests } from "../../../app/navigation";
import { Counter } from "../../../components";
import { useRequestCount } from "../../../host/groups";

/** The way to everybody who asks to enter, above the groups; not there while nobody asks. */
export function RequestsLink({ current }: { current: boolean }) {
  const { t } = useLingui();
  const requests = useRequestCount().data ?? 0;
  if (requests === 0 && !current) return null;
  const asking = t`${plural(requests, { one: "# person asks to enter", other: "# people ask to enter" })}`;
  return (
    <a
      href="#requests"
      className="group-row group-row--requests"
      aria-current={current || undefined}
      draggable={false}
      onClick={(event) => {
        event.preventDefault();
        openRequests();
      }}
    >
      <span className="group-row__icon">
        <DoorOpen aria-hidden="true" />
      </span>
      <span className="group-row__upper">
        <span className="group-row__name cut grow">{t`Join requests`}</span>
        <Counter value={requests} label={asking} />
      </span>
    </a>
  );
}
