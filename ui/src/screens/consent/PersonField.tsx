import "./person.css";

import { useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useId, useRef, useState } from "react";

import { NumberTag } from "../../app/NumberTag";
import { Avatar } from "../../components";
import { usePeople } from "../../host/consent";
import type { PersonFound } from "../../host/contract";
import { somebodyOf } from "./somebody";
import type { Somebody } from "./view";

/** One person, found by a part of the name or the number. Arrows move, Enter picks, Esc leaves it as it was. */
export function PersonField({
  label,
  person,
  onPick,
  autoFocus = false,
}: {
  label: string;
  person: Somebody | null;
  onPick: (person: Somebody | null) => void;
  autoFocus?: boolean;
}) {
  const { t } = useLingui();
  const id = useId();
  // None while nobody types: then the field shows who is chosen.
  const [query, setQuery] = useState<string | null>(null);
  const [moved, setMoved] = useState(0);
  const { data: found } = usePeople(query ?? "", query !== null);
  const people = query === null ? [] : (found ?? []);
  const active = Math.min(moved, Math.max(0, people.length - 1));
  const input = useRef<HTMLInputElement>(null);
  const pick = (one: PersonFound) => {
    onPick(somebodyOf(one));
    setQuery(null);
  };
  const open = () => {
    setQuery((typed) => typed ?? "");
    setMoved(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.code === "ArrowDown" ? 1 : event.code === "ArrowUp" ? -1 : 0;
    const chosen = people[active];
    if (step !== 0) {
      if (query === null) open();
      else setMoved((active + step + people.length) % Math.max(1, people.length));
    } else if (event.code === "Escape" && query !== null) setQuery(null);
    else if (event.code === "Enter" && !event.ctrlKey && !event.metaKey && chosen !== undefined) pick(chosen);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const shown = query ?? person?.name ?? "";
  return (
    <div className="person field">
      <label className="field__label" htmlFor={`${id}-input`}>
        {label}
      </label>
      <span className="field__box">
        {person !== null && query === null && <Face person={person} />}
        <input
          id={`${id}-input`}
          ref={input}
          role="combobox"
          aria-expanded={query !== null}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={people[active] === undefined ? undefined : `${id}-${active}`}
          autoComplete="off"
          spellCheck={false}
          autoFocus={autoFocus}
          placeholder={t`Name or number`}
          value={shown}
          onFocus={(event) => event.target.select()}
          onClick={open}
          onChange={(event) => {
            setQuery(event.target.value);
            setMoved(0);
          }}
          onBlur={() => setQuery(null)}
          onKeyDown={onKeyDown}
        />
      </span>
      {query !== null && (
        <div className="person__list popover">
          <div id={`${id}-list`} role="listbox" aria-label={label} className="menu">
            {people.map((one, index) => (
              <Found
                key={`${one.whom.account_id} ${one.whom.contact_id}`}
                id={`${id}-${index}`}
                found={one}
                on={index === active}
                onPoint={() => setMoved(index)}
                onPick={() => pick(one)}
              />
            ))}
          </div>
          {found?.length === 0 && (
            <p className="person__none" role="status">
              {t`Nobody is called so. Try another part of the name or number.`}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

function Found({
  id,
  found,
  on,
  onPoint,
  onPick,
}: {
  id: string;
  found: PersonFound;
  on: boolean;
  onPoint: () => void;
  onPick: () => void;
}) {
  const { name, phone_masked: phone } = found;
  return (
    <button
      type="button"
      tabIndex={-1}
      id={id}
      role="option"
      aria-selected={on}
      className="person__option"
      onPointerMove={onPoint}
      // The focus stays in the field, which would close the list before the press.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      <Avatar size={20} id={found.whom.contact_id} name={name} phone={phone} />
      <span className="grow cut">{name ?? phone}</span>
      <NumberTag account={found.whom.account_id} />
      {name !== null && phone !== null && <span className="menu__detail numbers">{phone}</span>}
    </button>
  );
}

/** The circle of a person. */
export function Face({ person, size = 20 }: { person: Somebody; size?: 20 | 24 }) {
  return <Avatar size={size} id={person.whom.contact_id} name={person.name} phone={person.name} />;
}
