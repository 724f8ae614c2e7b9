import { useLingui } from "@lingui/react";
import { Button as Pressable } from "react-aria-components";

import { Tooltip } from "../../components";
import type { Grade } from "../../host/contract";
import { GRADES } from "./words";

/** How good the proof is: a letter, and in a tooltip what it means. Screen readers hear the words. */
export function GradeMark({ grade, still = false }: { grade: Grade; still?: boolean }) {
  const { i18n } = useLingui();
  const words = i18n._(GRADES[grade]);
  const letter = grade.toUpperCase();
  if (still)
    return (
      <span className="grade" title={words} role="img" aria-label={words}>
        {letter}
      </span>
    );
  return (
    <Tooltip text={words}>
      <Pressable className="grade" aria-label={words}>
        {letter}
      </Pressable>
    </Tooltip>
  );
}
