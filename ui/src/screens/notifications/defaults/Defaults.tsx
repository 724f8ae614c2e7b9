import "./defaults.css";

import { Trans } from "@lingui/react/macro";
import { Info } from "lucide-react";

import { CallOut } from "../../../components";
import type { NotificationRules } from "../../../host/contract";
import { Warnings } from "../health/Warnings";
import { BadgeCard, BannerCard, MentionCard } from "./Everything";
import { AgainCard } from "./Again";
import { GroupKinds } from "./GroupKinds";
import { KindTable } from "./KindTable";

/** What each kind of event does, and what holds for all of them. Everything acts at once. */
export function Defaults({ rules }: { rules: NotificationRules }) {
  return (
    <div className="alerts__page">
      <Warnings />
      <KindTable kinds={rules.kinds} />
      <GroupKinds rows={rules.group_kinds} />
      <CallOut icon={<Info aria-hidden="true" />}>
        <Trans>
          <strong>The order is simple:</strong> first these rules, then the setting of the chat, then the quiet
          schedule, and exceptions last. Every notification can be taken apart step by step by “Why?”.
        </Trans>
      </CallOut>
      <div className="everything">
        <BannerCard rules={rules} />
        <BadgeCard rules={rules} />
        <MentionCard manner={rules.manner} />
        <AgainCard manner={rules.manner} />
      </div>
    </div>
  );
}
