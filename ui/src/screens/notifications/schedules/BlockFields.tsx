import { useLingui } from "@lingui/react/macro";
import { Copy, Trash2 } from "lucide-react";
import { useState } from "react";
import { Dialog, Popover } from "react-aria-components";

import { timesOf } from "../../../app/schedule-words";
import { Button, Field, Select } from "../../../components";
import type { ChangeBlocks, Layer } from "./layers";
import { type Block, DAY, onWorkdays, withBlock } from "./week";
import { useWeekWords } from "./words";

const DAYS = ["1", "2", "3", "4", "5", "6", "7"] as const;

/** A block as fields: day, start and end. Enter keeps them, Esc leaves the block as it was. */
export function BlockFields({
  block,
  layer,
  anchor,
  onClose,
  onChange,
}: {
  block: Block;
  layer: Layer;
  anchor: () => Element | null;
  onClose: () => void;
  onChange: ChangeBlocks;
}) {
  const { t } = useLingui();
  const words = useWeekWords();
  const [day, setDay] = useState(block.day);
  const [start, setStart] = useState(words.time(block.from));
  const [end, setEnd] = useState(words.time(block.from + block.minutes));
  const times = timesOf(`${start.trim()}-${end.trim()}`);
  const wrong = times === null ? t`Write times as 22:00 and 8:00` : undefined;
  const { blocks } = layer;
  const keep = (copy: boolean) => {
    if (times === null) return;
    const { from, to } = times;
    const next = { ...block, day, from, minutes: to > from ? to - from : to - from + DAY };
    onChange(copy ? onWorkdays(blocks, next, block) : withBlock(blocks, next), "now");
    onClose();
  };
  return (
    <Popover
      className="popover"
      isOpen
      offset={6}
      placement="bottom start"
      triggerRef={{
        get current() {
          return anchor();
        },
      }}
      onOpenChange={(open) => !open && onClose()}
    >
      <Dialog className="popover__content" aria-label={t`Times of the block`}>
        <form
          className="block-fields"
          onSubmit={(event) => {
            event.preventDefault();
            keep(false);
          }}
        >
          <Select
            label={t`Day`}
            value={DAYS[day - 1] ?? "1"}
            options={DAYS.map((id) => ({ id, words: words.day(Number(id), "long") }))}
            onChange={(id) => setDay(Number(id))}
          />
          <div className="block-fields__times">
            <Field label={t`Start`} value={start} onChange={setStart} autoFocus />
            <Field label={t`End`} value={end} onChange={setEnd} />
          </div>
          {wrong !== undefined && <p className="field__error">{wrong}</p>}
          <Button type="submit" kind="primary" reason={wrong}>{t`Keep`}</Button>
          <Button kind="ghost" reason={wrong} onPress={() => keep(true)}>
            <Copy aria-hidden="true" />
            {t`Copy to all weekdays`}
          </Button>
          <Button
            kind="danger"
            onPress={() => {
              onClose();
              onChange(
                blocks.filter(({ id }) => id !== block.id),
                "now",
                block,
              );
            }}
          >
            <Trash2 aria-hidden="true" />
            {t`Remove`}
          </Button>
        </form>
      </Dialog>
    </Popover>
  );
}
