import { useLingui } from "@lingui/react/macro";
import { Calendar, Paperclip, X } from "lucide-react";
import { Button as Pressable } from "react-aria-components";

import { Popover } from "../../components";
import type { Filter } from "../../host/contract";
import { dayFilter } from "./query";

/** The filters that were read from the query, each with a way out, and the two that need no typing. */
export function FilterChips({
  filters,
  onAdd,
  onRemove,
}: {
  filters: readonly Filter[];
  onAdd: (filter: string) => void;
  onRemove: (filter: Filter) => void;
}) {
  const { t } = useLingui();
  const names: Record<string, string> = {
    from: t`from`,
    in: t`in`,
    has: t`has`,
    before: t`before`,
    after: t`after`,
  };
  const has = (name: string) => filters.some(({ filter }) => filter === name);
  return (
    <div className="search__filters">
      {filters.map((one) => (
        <Pressable
          key={`${one.filter}:${one.value}`}
          className="search__filter search__filter--on"
          aria-label={t`Remove filter ${names[one.filter] ?? one.filter}: ${one.value}`}
          onPress={() => onRemove(one)}
        >
          {names[one.filter] ?? one.filter}: {one.value}
          <X aria-hidden="true" />
        </Pressable>
      ))}
      {!has("has") && (
        <Pressable className="search__filter" onPress={() => onAdd("has:file")}>
          <Paperclip aria-hidden="true" />
          {t`file`}
        </Pressable>
      )}
      {!(has("before") && has("after")) && (
        <Popover
          label={t`Dates`}
          placement="bottom end"
          trigger={
            <Pressable className="search__filter">
              <Calendar aria-hidden="true" />
              {t`date`}
            </Pressable>
          }
        >
          {(close) => (
            <div className="search__dates">
              <Day label={t`Not before`} onPick={(day) => (onAdd(dayFilter("after", day)), close())} />
              <Day label={t`Not after`} onPick={(day) => (onAdd(dayFilter("before", day)), close())} />
            </div>
          )}
        </Popover>
      )}
    </div>
  );
}

function Day({ label, onPick }: { label: string; onPick: (day: string) => void }) {
  return (
    <label className="field">
      <span className="field__label">{label}</span>
      <span className="field__box">
        <input type="date" onChange={(event) => event.target.value !== "" && onPick(event.target.value)} />
      </span>
    </label>
  );
}
