import { useLingui } from "@lingui/react/macro";
import { CircleAlert, History } from "lucide-react";
import { useRef } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";

import { errorWords } from "../../../app/errors";
import { useFormat } from "../../../app/format";
import { useReadOn } from "../../../app/useReadOn";
import { Button, Empty, Late, Skeleton } from "../../../components";
import type { ChatId, GroupLine } from "../../../host/contract";
import { useGroupHistory } from "../../../host/groups";
import { toHostError } from "../../../host/host";
import { LINE_ICONS } from "./icons";
import { reasonOf, useLineWords } from "./useLineWords";

/** What happened in a group, newest first. */
export function Activity({ group }: { group: ChatId }) {
  const { t, i18n } = useLingui();
  const history = useGroupHistory(group);
  if (history.data === undefined)
    return history.error === null ? (
      <Late>
        <div className="activity__waits">
          {Array.from({ length: 8 }, (_, line) => (
            <Skeleton key={line} width="100%" height="20px" />
          ))}
        </div>
      </Late>
    ) : (
      <Empty
        icon={<CircleAlert aria-hidden="true" />}
        title={t`The activity could not be read`}
        action={<Button onPress={() => void history.refetch()}>{t`Try again`}</Button>}
      >
        {i18n._(errorWords(toHostError(history.error).body))}
      </Empty>
    );
  if (history.data.length === 0)
    return (
      <Empty icon={<History aria-hidden="true" />} title={t`Nothing happened yet`}>
        {t`Who comes and goes, and what is changed, stands here.`}
      </Empty>
    );
  return <Lines history={history} lines={history.data} />;
}

function Lines({ history, lines }: { history: ReturnType<typeof useGroupHistory>; lines: readonly GroupLine[] }) {
  const box = useRef<HTMLDivElement>(null);
  const handle = useRef<VirtualizerHandle>(null);
  const onScroll = useReadOn(handle, lines.length, history);
  return (
    // A list that scrolls is reached by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={box} className="activity" tabIndex={0}>
      <Virtualizer ref={handle} scrollRef={box} as="ul" item="li" onScroll={onScroll}>
        {lines.map((line) => (
          <Line key={line.line} line={line} />
        ))}
      </Virtualizer>
    </div>
  );
}

function Line({ line }: { line: GroupLine }) {
  const { t } = useLingui();
  const format = useFormat();
  const words = useLineWords();
  const Icon = LINE_ICONS[line.happened];
  const reason = reasonOf(line);
  return (
    <div className="activity__line" data-happened={line.happened}>
      <Icon aria-hidden="true" />
      <div className="grow">
        <p>{words(line)}</p>
        {reason !== null && <p className="activity__reason">{t`Reason: ${reason}`}</p>}
      </div>
      <time className="activity__time numbers" dateTime={new Date(line.at).toISOString()} title={format.exact(line.at)}>
        {format.moment(line.at)}
      </time>
    </div>
  );
}
