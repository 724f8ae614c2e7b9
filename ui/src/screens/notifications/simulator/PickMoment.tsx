import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { formatLocale } from "../../../app/i18n";
import { midnights, useFormat } from "../../../app/format";
import { parseTime } from "../../../app/time";
import { now } from "../../../host/clock";
import type { Timestamp } from "../../../host/contract";
import { Picker } from "../../inbox/Picker";
import { PickBox } from "./PickOne";
import type { PartProps } from "./pick-event";

/** When: one of the usual moments, or one that is typed. */
export function PickMoment({ question, change }: PartProps) {
  const { t } = useLingui();
  const moment = useMomentWords();
  const [query, setQuery] = useState("");
  return (
    <PickBox
      label={t`When`}
      words={moment(question.at)}
      icon={<span className="lamp" aria-hidden="true" />}
      onOpen={() => setQuery("")}
    >
      {(close) => (
        <Moments
          query={query}
          onQuery={setQuery}
          onPick={(at) => {
            close();
            change({ at });
          }}
        />
      )}
    </PickBox>
  );
}

function Moments({
  query,
  onQuery,
  onPick,
}: {
  query: string;
  onQuery: (query: string) => void;
  onPick: (at: Timestamp) => void;
}) {
  const { t } = useLingui();
  const format = useFormat();
  const moment = useMomentWords();
  // The moments are those of the time at which the list was opened.
  const [opened] = useState(now);
  const typed = query.trim() === "" ? null : parseTime(query, opened);
  const usual: { id: string; words: string; at: Timestamp }[] = [
    { id: "now", words: t`Now`, at: opened },
    ...["today 23:10", "tomorrow 13:30", "saturday 23:10", "sunday 12:00"].flatMap((text) => {
      const at = parseTime(text, opened);
      return at === null ? [] : [{ id: text, words: moment(at), at }];
    }),
  ];
  const moments =
    query.trim() === "" ? usual : typed === null ? [] : [{ id: "typed", words: moment(typed), at: typed }];
  return (
    <Picker
      label={t`A time: sat 23:10, tomorrow 9:00`}
      query={query}
      onQuery={onQuery}
      none={t`Write a time in the future, for example: tomorrow 9:00`}
      options={moments.map(({ id, words, at }) => ({ id, words, detail: format.date(at) }))}
      onPick={(id) => {
        const chosen = moments.find((one) => one.id === id);
        if (chosen !== undefined) onPick(chosen.at);
      }}
    />
  );
}

/** A moment as a sentence says it: Saturday 23:10; beyond a week with its date. */
function useMomentWords(): (at: Timestamp) => string {
  const { i18n } = useLingui();
  const format = useFormat();
  const weekday = new Intl.DateTimeFormat(formatLocale(i18n.locale), { weekday: "long" });
  return (at) => {
    const days = midnights(now(), at);
    return days >= 0 && days < 7 ? `${weekday.format(at)} ${format.clock(at)}` : format.until(at, now());
  };
}
