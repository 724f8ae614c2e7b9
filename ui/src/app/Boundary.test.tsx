// @vitest-environment jsdom
import { I18nProvider } from "@lingui/react";
import { i18n } from "@lingui/core";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, test, vi } from "vitest";

import { Boundary } from "./Boundary";

test("a row that cannot be drawn takes its screen away, and the operator can have it drawn again", () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.spyOn(console, "error").mockImplementation(() => {});
  i18n.loadAndActivate({ locale: "en", messages: {} });
  let at = 8.64e15 + 1;
  const Row = () => <time>{new Date(at).toISOString()}</time>;
  const place = document.createElement("div");
  document.body.append(place);
  const root = createRoot(place);
  const draw = () =>
    root.render(
      <I18nProvider i18n={i18n}>
        <Boundary>
          <Row />
        </Boundary>
      </I18nProvider>,
    );
  act(draw);
  expect(place.querySelector("time")).toBeNull();
  const again = place.querySelector("button");
  expect(again, "there is a way back").not.toBeNull();
  at = 0;
  act(() => again?.click());
  expect(place.querySelector("time")?.textContent).toBe("1970-01-01T00:00:00.000Z");
});
