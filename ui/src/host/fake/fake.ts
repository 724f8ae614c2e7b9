import type { ChangeBatch, CommandName } from "../contract";
import { type Host, HostError, type RequestOf, type ResponseOf } from "../host";
import { FakeTown } from "./town";

/** Answers of the made-up core, one for each command. */
export type Answers = { [N in CommandName]: (request: RequestOf<N>) => ResponseOf<N> };

/** A core made up for development and tests: the people of the drawings, kept in memory. */
export function fakeHost(town = new FakeTown()): Host {
  const listeners = new Set<(batch: ChangeBatch) => void>();
  town.onChange = (batch) => listeners.forEach((listener) => listener(batch));
  return {
    async call(name, request) {
      // A promise's turn passes first, as with a real core: nothing is answered within the call.
      await Promise.resolve();
      const answer: ((request: never) => unknown) | undefined = town.answers[name];
      if (answer === undefined) throw new HostError({ code: "no_such_command", retry: { retry: "never" } });
      return structuredClone(answer(request as never)) as never;
    },
    onChanges(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    window: { minimise() {}, toggleMaximise() {}, close() {}, startDrag() {} },
  };
}
