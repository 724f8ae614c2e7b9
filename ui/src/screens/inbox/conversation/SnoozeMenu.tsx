import { useLingui } from "@lingui/react/macro";
import { AlarmClock } from "lucide-react";
import { useState } from "react";
import { useFormat } from "@/app/format.ts";
import { parseTime } from "@/app/time.ts";
import { IconButton, Popover } from "@/components/index.ts";
import { now } from "@/host/clock.ts";
import type { ChatRow, Timestamp } from "@/host/contract.ts";
import { chordFor } from "@/keys/map.ts";
import { Picker } from "../Picker.tsx";
import { openMenu, useView } from "../view.ts";
import { useSnoozeTimes } from "./times.ts";

/** When the chat comes back: one of the usual times, or one that is typed. */
export function SnoozeMenu({ row, onSnooze }: { row: ChatRow; onSnooze: (until: Timestamp) => void }) {
  const { t } = useLingui();
  const open = useView((view) => view.menu === "snooze");
  const snoozed = row.conversation.conversation === "snoozed";
  return (
    <Popover
      label={t`Snooze`}
      placement="bottom end"
      isOpen={open}
      onOpenChange={(next) => openMenu(next ? "snooze" : null)}
      trigger={
        <IconButton label={t`Snooze`} chord={chordFor("inbox.snooze")} pressed={snoozed}>
          <AlarmClock aria-hidden />
        </IconButton>
      }
    >
      {(close) => (
        <Times
          onPick={(until) => {
            close();
            onSnooze(until);
          }}
        />
      )}
    </Popover>
  );
}

function Times({ onPick }: { onPick: (until: Timestamp) => void }) {
  const { t } = useLingui();
  const format = useFormat();
  const [query, setQuery] = useState("");
  const usual = useSnoozeTimes();
  const typed = query.trim() === "" ? null : parseTime(query, now());
  const times =
    query.trim() === ""
      ? usual.map(({ id, words, when, at }) => ({ id, words, detail: when, at }))
      : typed === null
        ? []
        : [{ id: "typed", words: t`Until ${format.until(typed, now())}`, detail: undefined, at: typed }];
  return (
    <Picker
      label={t`A time: fri 18:00, in 2 h`}
      query={query}
      onQuery={setQuery}
      options={times}
      onPick={(id) => {
        const time = times.find((one) => one.id === id);
        if (time !== undefined) onPick(time.at);
      }}
      none={t`Write a time in the future, for example: tomorrow 9:00`}
    />
  );
}
