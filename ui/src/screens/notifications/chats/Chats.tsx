import "../levels/levels.css";
import "./chats.css";

import { useLingui } from "@lingui/react/macro";
import { CircleAlert, SlidersHorizontal } from "lucide-react";
import { useRef, useState } from "react";
import { Virtualizer } from "virtua";

import { errorWords } from "../../../app/errors";
import { useNavigation } from "../../../app/navigation";
import { Button, Empty, Late, Skeleton } from "../../../components";
import type { NotificationRules } from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { useExceptionCount } from "../../../host/notifications";
import { AddException } from "./AddException";
import { ExceptionDialog, type Opened } from "./ExceptionDialog";
import { ExceptionLine } from "./ExceptionLine";
import { WiderLevels } from "./WiderLevels";

/** Chats and people with settings of their own, and the wider levels between them and the defaults. */
export function Chats({ rules }: { rules: NotificationRules }) {
  const { t } = useLingui();
  const asked = useNavigation((state) => state.notifications.chat);
  const visit = useNavigation((state) => state.visit);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [closed, setClosed] = useState(-1);
  // What the screen was opened for, until it is closed.
  const wanted: Opened | null = asked !== null && closed !== visit ? { level: { level: "chat", id: asked } } : null;
  const shown = opened ?? wanted;
  const close = () => {
    setOpened(null);
    setClosed(visit);
  };
  return (
    <div className="own-rules">
      <div className="own-rules__head">
        <p className="alerts__about grow">
          {t`What is set here goes before the defaults. What is left “as above” follows them.`}
        </p>
        <AddException onPick={setOpened} />
      </div>
      <WiderLevels rules={rules} onOpen={setOpened} />
      <Exceptions onOpen={setOpened} />
      {shown !== null && <ExceptionDialog opened={shown} rules={rules} onClose={close} />}
    </div>
  );
}

function Exceptions({ onOpen }: { onOpen: (opened: Opened) => void }) {
  const { t, i18n } = useLingui();
  const count = useExceptionCount();
  const box = useRef<HTMLDivElement>(null);
  if (count.data === undefined)
    return count.error === null ? (
      <Late>
        <Skeleton width="100%" height="200px" />
      </Late>
    ) : (
      <Empty
        icon={<CircleAlert aria-hidden="true" />}
        title={t`The exceptions could not be read`}
        action={<Button onPress={() => void count.refetch()}>{t`Try again`}</Button>}
      >
        {i18n._(errorWords(toHostError(count.error).body))}
      </Empty>
    );
  if (count.data === 0)
    return (
      <Empty icon={<SlidersHorizontal aria-hidden="true" />} title={t`No exceptions yet`}>
        {t`Chats and people that ring in their own way appear here. Muted chats do, too.`}
      </Empty>
    );
  return (
    <div ref={box} className="own-rules__list">
      <ExceptionsHead />
      <Virtualizer scrollRef={box} as="ul" item="li">
        {Array.from({ length: count.data }, (_, index) => (
          // A row is asked for by its place; what stands there, it reads itself.
          // oxlint-disable-next-line react/no-array-index-key
          <ExceptionLine key={index} index={index} onOpen={onOpen} />
        ))}
      </Virtualizer>
    </div>
  );
}

/** Names of the columns. Each control says its own name, so screen readers need them no second time. */
function ExceptionsHead() {
  const { t } = useLingui();
  return (
    <div className="own-rules__names own-rule" aria-hidden="true">
      <span className="own-rule__who">{t`Chat or member`}</span>
      <span className="own-rule__field">{t`Tone`}</span>
      <span className="own-rule__field own-rule__field--wide">{t`Volume`}</span>
      <span className="own-rule__field">{t`Banner`}</span>
      <span className="own-rule__field">{t`Badge`}</span>
      <span className="own-rule__field own-rule__field--wide own-rule__field--preview">{t`In the banner`}</span>
      <span className="own-rule__field own-rule__field--wider">{t`Importance`}</span>
      <span className="own-rule__end" />
    </div>
  );
}
