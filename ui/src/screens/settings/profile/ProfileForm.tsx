import { useLingui } from "@lingui/react/macro";
import { RefreshCw } from "lucide-react";

import { useErrorToast } from "../../../app/useErrorToast";
import { Button, CallOut, Field, Select, TextArea } from "../../../components";
import type { AccountId, ProfileLimits, ProfileView } from "../../../host/contract";
import { commandId, useCommand } from "../../../host/mutations";
import { baseOf, changeOf, decidedOf, isWrong, lengthOf, type ProfileProblem, problemsOf } from "./fields";
import { useTyped } from "./useTyped";
import { verticalWords } from "./words";

/** What can be changed of a profile, with what WhatsApp takes said before it is asked. */
export function ProfileForm({
  view,
  account,
  limits,
}: {
  view: ProfileView;
  account: AccountId;
  limits: ProfileLimits;
}) {
  const { t, i18n } = useLingui();
  const failed = useErrorToast();
  const words = useProblemWords();
  const { fields, isStale, set, take, sent } = useTyped(decidedOf(view));
  const save = useCommand("profile_save", { refused: failed });
  const problems = problemsOf(fields, limits);
  const change = changeOf(baseOf(view), fields);
  // A profile that never said anything below its name may go on so.
  if (change?.about == null && problems.about === "empty") delete problems.about;
  const wrong = isWrong(problems);
  const reason = wrong
    ? t`Something is not as WhatsApp takes it`
    : change === null
      ? t`Nothing was changed`
      : undefined;
  const send = () => {
    if (wrong || change === null || save.isPending) return;
    sent(change);
    save.mutate({ command_id: commandId(), account_id: account, change });
  };
  const text = (name: "about" | "address" | "description" | "email") => {
    const [letters, most] = [lengthOf(fields[name]), limits[name]];
    return {
      value: fields[name],
      onChange: (typed: string) => set({ [name]: typed }),
      help: t`${letters} of ${most}`,
      error: words(problems[name], most),
    };
  };
  const verticals = limits.verticals.includes(fields.vertical)
    ? limits.verticals
    : [fields.vertical, ...limits.verticals];
  return (
    <form
      className="settings__form"
      aria-label={t`Business profile`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div role="status">{isStale && <ChangedMeanwhile onTake={take} />}</div>
      <Field label={t`Line below the name`} {...text("about")} />
      <TextArea label={t`Description`} rows={3} {...text("description")} />
      <Select
        label={t`Line of business`}
        options={verticals.map((word) => ({ id: word, words: i18n._(verticalWords(word)) }))}
        value={fields.vertical}
        onChange={(vertical) => set({ vertical })}
      />
      <TextArea label={t`Address`} rows={2} {...text("address")} />
      <Field label={t`Email`} {...text("email")} />
      {Array.from({ length: limits.websites }, (_, place) => {
        const number = place + 1;
        return (
          <Field
            key={place}
            label={t`Website ${number}`}
            value={fields.websites[place] ?? ""}
            onChange={(typed) => set({ websites: replaced(fields.websites, place, typed) })}
            help={t`With https:// in front.`}
            error={words(problems.websites[place], limits.website)}
          />
        );
      })}
      <div>
        <Button
          kind="primary"
          reason={reason}
          pending={save.isPending ? t`Saving…` : undefined}
          type="submit"
        >{t`Save`}</Button>
      </div>
    </form>
  );
}

function ChangedMeanwhile({ onTake }: { onTake: () => void }) {
  const { t } = useLingui();
  return (
    <CallOut
      tone="warn"
      icon={<RefreshCw aria-hidden="true" />}
      action={<Button size="small" onPress={onTake}>{t`Take the new one`}</Button>}
    >
      {t`The profile was changed meanwhile. What you typed stands below.`}
    </CallOut>
  );
}

/** A list with one of its places typed anew; places before it that were never there are empty. */
function replaced(list: readonly string[], place: number, typed: string): string[] {
  return Array.from({ length: Math.max(list.length, place + 1) }, (_, at) => (at === place ? typed : (list[at] ?? "")));
}

function useProblemWords() {
  const { t } = useLingui();
  return (problem: ProfileProblem | undefined, most: number): string | undefined => {
    switch (problem) {
      case "empty":
        return t`WhatsApp does not take this line empty. Write at least one letter.`;
      case "too_long":
        return t`At most ${most} letters. Shorten it.`;
      case "no_email":
        return t`This is no whole email address. Write it as name@shop.example.`;
      case "no_website":
        return t`This is no whole address. Write it with https:// in front.`;
      default:
        return undefined;
    }
  };
}
