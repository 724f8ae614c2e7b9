import { useLingui } from "@lingui/react/macro";
import { Plus } from "lucide-react";
import { useState } from "react";

import { useErrorToast } from "../../../app/useErrorToast";
import { Button, Field, Popover, Select, TextArea } from "../../../components";
import type { Attribute, AttributeKind, MemberView } from "../../../host/contract";
import { useAttributes } from "../../../host/members";
import { commandId, useCommand } from "../../../host/mutations";

/** The fields of the workspace's own with this person's values, edited in place. */
export function Attributes({ view }: { view: MemberView }) {
  const { t } = useLingui();
  const attributes = useAttributes().data ?? [];
  const valueOf = (id: number) => view.attributes.find(({ attribute_id }) => attribute_id === id)?.value ?? "";
  return (
    <div className="member-block">
      <h2>{t`Fields`}</h2>
      <div className="member-fields">
        {attributes.map((attribute) => {
          const value = valueOf(attribute.attribute_id);
          return (
            <Value
              // What was typed goes when another value is kept.
              key={`${attribute.attribute_id} ${value}`}
              contact={view.row.whom.contact_id}
              attribute={attribute}
              value={value}
            />
          );
        })}
      </div>
      <NewAttribute />
    </div>
  );
}

function Value({ contact, attribute, value }: { contact: number; attribute: Attribute; value: string }) {
  const { t } = useLingui();
  const [typed, setTyped] = useState(value);
  const [wrong, setWrong] = useState(false);
  const failed = useErrorToast();
  const set = useCommand("attribute_set", {
    done: () => setWrong(false),
    refused: (error) => (error.body.code === "bad_request" ? setWrong(true) : failed(error)),
  });
  const { attribute_id, name, kind } = attribute;
  const save = (next: string) =>
    next === value || set.mutate({ command_id: commandId(), contact_id: contact, attribute_id, value: next });
  const options =
    kind.kind === "one_of"
      ? kind.options.map((option) => ({ id: option, words: option }))
      : kind.kind === "yes_no"
        ? [
            { id: "yes", words: t`yes` },
            { id: "no", words: t`no` },
          ]
        : null;
  if (options !== null)
    return <Select label={name} options={[{ id: "", words: t`not set` }, ...options]} value={value} onChange={save} />;
  const help = kind.kind === "date" ? t`A day: 14.05.1990` : kind.kind === "number" ? t`A number` : undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save(typed);
      }}
    >
      <Field
        label={name}
        value={typed}
        onChange={setTyped}
        onBlur={() => save(typed)}
        placeholder={help ?? t`not set`}
        error={wrong ? (help ?? t`This is too long`) : undefined}
      />
    </form>
  );
}

function NewAttribute() {
  const { t } = useLingui();
  const failed = useErrorToast();
  const [name, setName] = useState("");
  const [kind, setKind] = useState<AttributeKind["kind"]>("text");
  const [list, setList] = useState("");
  const save = useCommand("attribute_save", { done: () => setName(""), refused: failed });
  const options = [...new Set(list.split("\n").map((option) => option.trim()))].filter((option) => option !== "");
  const missing = name.trim() === "" || (kind === "one_of" && options.length === 0);
  const make = (close: () => void) => {
    if (missing) return;
    const made: AttributeKind = kind === "one_of" ? { kind, options } : { kind };
    save.mutate({ command_id: commandId(), name: name.trim(), kind: made });
    close();
  };
  return (
    <Popover
      label={t`New field`}
      placement="top start"
      trigger={
        <Button kind="ghost" size="small">
          <Plus aria-hidden="true" />
          {t`New field`}
        </Button>
      }
    >
      {(close) => (
        <form
          className="member-form"
          onSubmit={(event) => {
            event.preventDefault();
            make(close);
          }}
        >
          <Field autoFocus label={t`Name`} value={name} onChange={setName} maxLength={60} />
          <Select
            label={t`Kind`}
            options={[
              { id: "text", words: t`text` },
              { id: "number", words: t`number` },
              { id: "date", words: t`date` },
              { id: "yes_no", words: t`yes or no` },
              { id: "one_of", words: t`one of a list` },
            ]}
            value={kind}
            onChange={setKind}
          />
          {kind === "one_of" && <TextArea label={t`The list, one a line`} value={list} onChange={setList} />}
          <Button type="submit" size="small" reason={missing ? t`Give it a name first` : undefined}>
            {t`Make the field`}
          </Button>
        </form>
      )}
    </Popover>
  );
}
