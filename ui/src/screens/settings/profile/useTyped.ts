import { useState } from "react";

import type { ProfileChange } from "../../../host/contract";
import type { ProfileFields } from "./fields";

/** What stands in the fields: what was typed here over the profile as it stands now. */
export interface Typed {
  fields: ProfileFields;
  /** Whether the profile became another while something was being typed. */
  isStale: boolean;
  set: (part: Partial<ProfileFields>) => void;
  /** Takes the profile as it stands. */
  take: () => void;
  /** A change is asked for: that the profile becomes so is no news. */
  sent: (change: ProfileChange) => void;
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Keeps what is typed while the profile changes underneath; what was not typed here follows it. */
export function useTyped(profile: ProfileFields): Typed {
  const [typed, setTyped] = useState<Partial<ProfileFields>>({});
  /** How the profile was when typing began, and how it will be when what was sent is done. */
  const [known, setKnown] = useState([profile]);
  const own = differing(typed, profile);
  // What the profile says by now is nobody's any more.
  if (Object.keys(own).length < Object.keys(typed).length) setTyped(own);
  const isTyping = Object.keys(own).length > 0;
  return {
    fields: { ...profile, ...own },
    isStale: isTyping && !known.some((one) => same(one, profile)),
    set: (part) => {
      if (!isTyping) setKnown([profile]);
      setTyped({ ...own, ...part });
    },
    take: () => setTyped({}),
    sent: (change) => {
      const said = Object.fromEntries(
        Object.entries(change).filter(([name, value]) => name !== "picture" && value !== null),
      );
      setTyped(said);
      setKnown([profile, { ...profile, ...said }]);
    },
  };
}

function differing(typed: Partial<ProfileFields>, profile: ProfileFields): Partial<ProfileFields> {
  const names = Object.keys(typed) as (keyof ProfileFields)[];
  return Object.fromEntries(
    names.filter((name) => !same(typed[name], profile[name])).map((name) => [name, typed[name]]),
  );
}
