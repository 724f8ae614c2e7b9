import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { CircleSlash, Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import { Chip, Late, Skeleton } from "@/components/index.ts";
import type { TemplateOffer } from "@/host/contract.ts";
import { useSay } from "../say.ts";
import { REFUSAL_CHIPS, REFUSAL_SENTENCES } from "../../consent/words.ts";
import { keyOf } from "./TemplatePicker.tsx";

/** The templates that fit, the contact's language first. A field narrows them, arrows choose, Tab goes to the blanks. */
export function TemplateList({
  offers,
  all,
  query,
  onQuery,
  chosen,
  onChoose,
  waits,
}: {
  offers: readonly TemplateOffer[];
  all: number;
  query: string;
  onQuery: (query: string) => void;
  chosen: TemplateOffer | undefined;
  onChoose: (offer: TemplateOffer) => void;
  waits: boolean;
}) {
  const { t } = useLingui();
  const list = useId();
  const at = offers.findIndex((offer) => offer === chosen);
  const words = t`${plural(all, { one: "Search # template", other: "Search # templates" })}`;
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.code === "ArrowDown" ? 1 : event.code === "ArrowUp" ? -1 : 0;
    const next = offers[Math.min(offers.length - 1, Math.max(0, at + step))];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChoose(next);
  };
  return (
    <div className="templates-list">
      <span className="field__box">
        <Search className="inbox-icon-14" aria-hidden />
        <input
          data-writes
          role="combobox"
          aria-label={words}
          aria-expanded
          aria-controls={list}
          aria-activedescendant={at < 0 ? undefined : `${list}-${at}`}
          placeholder={words}
          value={query}
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </span>
      <div id={list} role="listbox" aria-label={t`Approved templates`} className="templates-options">
        {waits ? (
          <Late>
            <Skeleton width="100%" height="40px" />
          </Late>
        ) : null}
        {offers.map((offer, index) => (
          <Option
            key={keyOf(offer)}
            id={`${list}-${index}`}
            offer={offer}
            on={index === at}
            onChoose={() => onChoose(offer)}
          />
        ))}
      </div>
    </div>
  );
}

function Option({ id, offer, on, onChoose }: { id: string; offer: TemplateOffer; on: boolean; onChoose: () => void }) {
  const say = useSay();
  const { t } = useLingui();
  const { template, denial } = offer;
  const element = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (on) element.current?.scrollIntoView({ block: "nearest" });
  }, [on]);
  const refused = denial !== null || template.beyond_us;
  return (
    <button
      type="button"
      tabIndex={-1}
      ref={element}
      id={id}
      role="option"
      aria-selected={on}
      aria-disabled={refused || undefined}
      className="template-option"
      data-refused={refused || undefined}
      onClick={onChoose}
    >
      <span className="template-head">
        <span className="template-name cut">{template.name}</span>
        {denial !== null ? (
          <Chip tone="danger">
            <CircleSlash aria-hidden />
            {say(REFUSAL_CHIPS[denial.refusal])}
          </Chip>
        ) : template.beyond_us ? (
          <Chip>{t`not here yet`}</Chip>
        ) : (
          <Chip>{template.language.slice(0, 2).toUpperCase()}</Chip>
        )}
      </span>
      <span className="template-line cut">
        {denial === null ? template.body.replaceAll(/\s+/gu, " ") : say(REFUSAL_SENTENCES[denial.refusal])}
      </span>
    </button>
  );
}
