import { useLingui } from "@lingui/react/macro";
import { Moon } from "lucide-react";
import { Suspense, useRef } from "react";
import { Button as Pressable } from "react-aria-components";

import { Tooltip } from "../components";
import { useNow } from "../host/clock";
import type { NotificationRules } from "../host/contract";
import { useNotificationRules } from "../host/notifications";
import { chordFor } from "../keys/map";
import { useFormat } from "./format";
import { part } from "./part";
import { openQuiet, useQuietActions, useQuietMenu } from "./quiet-actions";
import { endWords } from "./silence-times";

const QuietMenu = part(() => import("./QuietMenu").then((file) => file.QuietMenu));

/** The moon in the title bar: whether it is quiet now and until when, and the menu that makes it so. */
export function QuietButton() {
  const { t } = useLingui();
  const { data: rules } = useNotificationRules();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useQuietMenu((state) => state.menu);
  const state = useQuietState(rules);
  useQuietActions(rules);
  return (
    <>
      <Tooltip text={state ?? t`Quiet until…`} chord={chordFor("quiet.open")}>
        <Pressable
          ref={button}
          className={state === null ? "icon-button quiet-button" : "icon-button quiet-button quiet-button--on"}
          aria-label={state ?? t`Quiet until…`}
          aria-haspopup="menu"
          aria-expanded={menu !== null}
          aria-keyshortcuts="Q"
          onPress={() => openQuiet()}
        >
          <Moon aria-hidden="true" />
          {state === null ? null : <span className="quiet-button__words cut">{state}</span>}
        </Pressable>
      </Tooltip>
      <Suspense>{menu === null || rules === undefined ? null : <QuietMenu rules={rules} anchor={button} />}</Suspense>
    </>
  );
}

/** What silences everything now: «Quiet until 15:08», «Night until 08:00»; null where nothing does. */
function useQuietState(rules: NotificationRules | undefined): string | null {
  const { t } = useLingui();
  const format = useFormat();
  const at = useNow(30_000);
  const silent = rules?.silent ?? null;
  if (silent === null || (silent.until !== null && silent.until <= at)) return null;
  const name = rules?.schedules.find(({ schedule_id }) => schedule_id === silent.schedule)?.name;
  const until = silent.until === null ? null : endWords(format, silent.until, at);
  if (name !== undefined) return until === null ? t`Schedule “${name}”` : t`“${name}” until ${until}`;
  return until === null ? t`Quiet` : t`Quiet until ${until}`;
}
