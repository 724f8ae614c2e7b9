import { useLingui } from "@lingui/react/macro";

import { Field, TextArea } from "../../../components";
import type { GroupNumber } from "../../../host/contract";

/** What the name and the description may be where the number says nothing. */
const USUAL = { subject: 128, description: 2048 };

/** A name and a description. */
export interface Named {
  subject: string;
  description: string;
}

/** Letters as WhatsApp counts them. */
const lengthOf = (text: string) => [...text].length;

/** Why they cannot be taken as they are. */
export function useNameProblems({ subject, description }: Named, number: GroupNumber | undefined) {
  const { t } = useLingui();
  const limits = number ?? USUAL;
  const most = limits.subject;
  const mostWords = limits.description;
  return {
    subject:
      subject.trim() === ""
        ? t`Give it a name`
        : lengthOf(subject.trim()) > most
          ? t`At most ${most} letters. Shorten it.`
          : undefined,
    description: lengthOf(description.trim()) > mostWords ? t`At most ${mostWords} letters. Shorten it.` : undefined,
  };
}

/** The name and the description of a group, with how many letters of those that the number allows. */
export function NameFields({
  value,
  number,
  autoFocus = false,
  onChange,
}: {
  value: Named;
  number: GroupNumber | undefined;
  autoFocus?: boolean;
  onChange: (value: Named) => void;
}) {
  const { t } = useLingui();
  const { subject, description } = value;
  const limits = number ?? USUAL;
  const problems = useNameProblems(value, number);
  const [letters, most] = [lengthOf(subject.trim()), limits.subject];
  const [words, mostWords] = [lengthOf(description.trim()), limits.description];
  return (
    <>
      <Field
        label={t`Name of the group`}
        autoFocus={autoFocus}
        value={subject}
        onChange={(typed) => onChange({ subject: typed, description })}
        help={t`${letters} of ${most}`}
        error={letters === 0 ? undefined : problems.subject}
      />
      <TextArea
        label={t`Description`}
        rows={3}
        value={description}
        onChange={(typed) => onChange({ subject, description: typed })}
        help={t`${words} of ${mostWords}`}
        error={problems.description}
      />
    </>
  );
}
