import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";

import { dismissToast, toast } from "@/components";
import { Refresher } from "@/host/changes";
import { makeClient } from "@/host/client";
import { setNow } from "@/host/clock";
import { HostProvider } from "@/host/context";
import { fakeHost } from "@/host/fake/fake";
import { FakeTown } from "@/host/fake/town";

/** Draws something over a made-up town whose clock stands, and gives the town. */
export function stage(content: ReactNode, at: number, prepare: (town: FakeTown) => void = () => {}): FakeTown {
  const town = new FakeTown(() => at);
  prepare(town);
  setNow(at);
  const host = fakeHost(town);
  const client = makeClient();
  const refresher = new Refresher(client, host);
  host.onChanges((batch) => refresher.take(batch));
  render(
    <I18nProvider i18n={i18n}>
      <HostProvider host={host}>
        <QueryClientProvider client={client}>{content}</QueryClientProvider>
      </HostProvider>
    </I18nProvider>,
  );
  return town;
}

/** Takes away what was said at the bottom of the screen in the tests before. */
export function forgetToasts(): void {
  const newest = toast("");
  for (let id = newest; id > newest - 10; id--) dismissToast(id);
}
