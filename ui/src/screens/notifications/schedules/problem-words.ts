import { useLingui } from "@lingui/react/macro";

import type { SentenceProblem } from "../../../app/schedule-sentence";
import type { Label } from "../../../host/contract";

/** What to do about a sentence that is no schedule yet. */
export function useProblemWords(): (problem: SentenceProblem, labels: readonly Label[]) => string {
  const { t } = useLingui();
  return (problem, labels) => {
    switch (problem.what) {
      case "empty":
        return t`Write a name and times, for example: Night 22-8`;
      case "no_name":
        return t`Begin with a name, for example: Night 22-8`;
      case "no_times":
        return t`Say from when till when, for example: 22-8 or sat, sun 9-22`;
      case "not_read":
        return t`“${problem.word}” is neither a day nor a time. Days stand before times: mon-fri 13-14`;
      case "no_label": {
        const names = labels.map(({ name }) => name).join(", ");
        if (labels.length === 0) return t`There are no labels yet. Leave out what comes after “except”`;
        return problem.name === ""
          ? t`Name a label after “except”: ${names}`
          : t`There is no label “${problem.name}”. There are: ${names}`;
      }
    }
  };
}
