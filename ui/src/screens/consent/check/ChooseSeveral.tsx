import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { X } from "lucide-react";
import { useState } from "react";

import { useErrorToast } from "../../../app/useErrorToast";
import { Button, Dialog, IconButton, TextArea } from "../../../components";
import { sameWhom } from "../../../host/consent";
import { useHost } from "../../../host/context";
import { toHostError } from "../../../host/host";
import { Face, PersonField } from "../PersonField";
import { somebodyOf } from "../somebody";
import type { Somebody } from "../view";
import { linesOf } from "./several";

/** Most people of one question. */
const MOST = 1000;

/** Several people: pasted as names or numbers, or chosen one by one. */
export function ChooseSeveral({
  title,
  accept: acceptWords,
  people,
  onChosen,
  onClose,
}: {
  title: string;
  /** What stands on the main button. */
  accept: string;
  people: readonly Somebody[];
  onChosen: (people: readonly Somebody[]) => void;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const [chosen, setChosen] = useState(people);
  const [pasted, setPasted] = useState("");
  const [strangers, setStrangers] = useState<readonly string[]>([]);
  const { find, isFinding } = useFind();
  const add = (more: readonly Somebody[]) => setChosen((all) => joined(all, more));
  const accept = async () => {
    const lines = linesOf(pasted);
    const { found, unknown } = await find(lines);
    const all = joined(chosen, found);
    // Who was not found is said before the answer is counted without them.
    if (unknown.length === 0) return onChosen(all);
    setChosen(all);
    setStrangers(unknown);
    setPasted("");
  };
  return (
    <Dialog
      isOpen
      title={title}
      onClose={onClose}
      onAccept={() => void accept()}
      footer={
        <>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button
            kind="primary"
            chord="Mod+Enter"
            reason={chosen.length === 0 && pasted.trim() === "" ? t`Choose somebody first` : undefined}
            pending={isFinding ? t`Looking…` : undefined}
            onPress={() => void accept()}
          >
            {acceptWords}
          </Button>
        </>
      }
    >
      <div className="choose">
        <PersonField label={t`Add a person`} person={null} onPick={(one) => one !== null && add([one])} autoFocus />
        <TextArea
          label={t`Or paste names or numbers, one a line`}
          rows={4}
          value={pasted}
          onChange={setPasted}
          help={t`At most ${MOST} people.`}
        />
        {strangers.length > 0 && (
          <p className="choose__strangers" role="alert">
            {t`${plural(strangers.length, { one: "Nobody, or more than one, is called so", other: "# lines fit nobody, or more than one" })}: ${strangers.slice(0, 5).join(", ")}`}
          </p>
        )}
        <ul className="choose__people" aria-label={t`Chosen people`}>
          {chosen.map((one) => (
            <li key={one.whom.contact_id} className="choose__person">
              <Face person={one} />
              <span className="grow cut">{one.name}</span>
              <IconButton
                size="small"
                label={t`Remove: ${one.name}`}
                onPress={() => setChosen((all) => all.filter((other) => !sameWhom(other.whom, one.whom)))}
              >
                <X aria-hidden="true" />
              </IconButton>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

function joined(all: readonly Somebody[], more: readonly Somebody[]): readonly Somebody[] {
  const fresh = more.filter((one) => !all.some((other) => sameWhom(one.whom, other.whom)));
  return [...all, ...fresh].slice(0, MOST);
}

/** Finds whom each line means; a line that fits several means nobody. */
function useFind() {
  const host = useHost();
  const failed = useErrorToast();
  const [isFinding, setFinding] = useState(false);
  const find = async (lines: readonly string[]) => {
    const found: Somebody[] = [];
    const unknown: string[] = [];
    setFinding(true);
    try {
      for (const line of lines.slice(0, MOST)) {
        const people = await host.call("people", { query: line });
        const exact = people.filter(({ name }) => name === line);
        const [one, ...others] = exact.length > 0 ? exact : people;
        if (one === undefined || others.length > 0) unknown.push(line);
        else found.push(somebodyOf(one));
      }
    } catch (error) {
      failed(toHostError(error));
      return { found, unknown: [...lines] };
    } finally {
      setFinding(false);
    }
    return { found, unknown };
  };
  return { find, isFinding };
}
