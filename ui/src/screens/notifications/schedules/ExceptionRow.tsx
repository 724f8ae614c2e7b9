import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { ArrowDown, ArrowUp, Ellipsis, GripVertical, Pencil, Trash2 } from "lucide-react";
import { Button as Pressable, GridListItem } from "react-aria-components";

import { formatLocale } from "../../../app/i18n";
import { IconButton, Menu, type MenuEntry } from "../../../components";
import { OutcomeTriple } from "../../../components/OutcomeTriple";
import type { Breakthrough } from "../../../host/contract";
import { useNames } from "../simulator/useNames";
import { ConditionIcon, ConditionWords } from "./condition";
import { useExceptionActions } from "./useExceptionActions";

/** One exception as a sentence, with what comes through as switches. */
export function ExceptionRow({
  exception,
  onEdit,
  onUp,
  onDown,
}: {
  exception: Breakthrough;
  onEdit: () => void;
  /** Nothing at the ends of the list. */
  onUp: (() => void) | null;
  onDown: (() => void) | null;
}) {
  const { t } = useLingui();
  const names = useNames();
  const actions = useExceptionActions();
  const name = names.condition(exception.condition);
  const moves: MenuEntry[] = [
    ...(onUp === null ? [] : [{ id: "up", words: t`Move up`, icon: <ArrowUp aria-hidden="true" />, run: onUp }]),
    ...(onDown === null
      ? []
      : [{ id: "down", words: t`Move down`, icon: <ArrowDown aria-hidden="true" />, run: onDown }]),
  ];
  return (
    <GridListItem id={exception.breakthrough_id} textValue={name} className="through-row">
      <Pressable slot="drag" className="through-row__grip" aria-label={t`Move ${name}`}>
        <GripVertical aria-hidden="true" />
      </Pressable>
      <span className="through-row__icon">
        <ConditionIcon condition={exception.condition} />
      </span>
      <span className="through-row__words">
        <ConditionWords condition={exception.condition} /> <Options exception={exception} />
      </span>
      <OutcomeTriple lets={exception.lets} onChange={(lets) => actions.save({ ...exception, lets }, false)} />
      <Menu
        label={t`Exception ${name}`}
        placement="bottom end"
        trigger={
          <IconButton size="small" label={t`More about ${name}`}>
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
        entries={[
          { id: "edit", words: t`Change`, icon: <Pencil aria-hidden="true" />, run: onEdit },
          ...moves,
          {
            id: "remove",
            words: t`Remove`,
            icon: <Trash2 aria-hidden="true" />,
            danger: true,
            run: () => actions.remove(exception),
          },
        ]}
      />
    </GridListItem>
  );
}

/** What narrows or widens an exception, after its condition. */
function Options({ exception }: { exception: Breakthrough }) {
  const { t, i18n } = useLingui();
  const { muted_too: mutedToo, once_in: once, volume } = exception;
  const percent = new Intl.NumberFormat(formatLocale(i18n.locale), { style: "percent" });
  const options = [
    ...(volume === null ? [] : [t`at ${percent.format(volume / 100)}`]),
    ...(mutedToo ? [t`in muted chats too`] : []),
    ...(once === null
      ? []
      : [
          once === 60
            ? t`at most once an hour`
            : t`at most once in ${plural(once, { one: "# minute", other: "# minutes" })}`,
        ]),
  ];
  return options.length === 0 ? null : <span>· {options.join(" · ")}</span>;
}
