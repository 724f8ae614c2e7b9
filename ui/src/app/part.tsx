import { type ComponentType, lazy, useState } from "react";

import { everyWord } from "./i18n";

/** What reads the parts that stand in files of their own. */
const parts: (() => Promise<unknown>)[] = [];

/**
 * A component that is not needed for the first look at the page: it is read behind it, with its words, by
 * [`readParts`], or when it is wanted before. Once it was read it is drawn at once, as if it had always been there.
 */
export function part<Props extends object>(read: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let there: ComponentType<Props> | null = null;
  let reading: Promise<{ default: ComponentType<Props> }> | null = null;
  const once = () => {
    reading ??= Promise.all([read(), everyWord()]).then(([component]) => {
      there = component;
      return { default: component };
    });
    // What could not be read behind the page is read again when it is wanted.
    reading.catch(() => (reading = null));
    return reading;
  };
  parts.push(once);
  const Wanted = lazy(once);
  return function Part(props: Props) {
    // Which of both it is holds for as long as it stands: another one would forget what was done in it.
    const [Component] = useState<ComponentType<Props>>(() => there ?? Wanted);
    return <Component {...props} />;
  };
}

/** Reads every part, one after the other, so that nobody waits for one. */
export async function readParts(): Promise<void> {
  // Parts that stand within a part are added while it is read. One that cannot be read is read when it is wanted.
  for (const read of parts) await read().catch(() => {});
}
