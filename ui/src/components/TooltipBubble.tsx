import type { RefObject } from "react";
import { Provider, Tooltip as Bubble, TooltipContext, TooltipTriggerStateContext } from "react-aria-components";
import type { TooltipTriggerState } from "react-stately/useTooltipTriggerState";

import { Kbd } from "./Kbd";

/** What a tooltip shows. It is the part of react-aria's tooltips that is not needed before one is shown. */
export function TooltipBubble({
  control,
  state,
  id,
  text,
  chord,
}: {
  control: RefObject<HTMLElement | null>;
  state: TooltipTriggerState;
  /** By which the control names it. */
  id: string | undefined;
  text: string;
  chord: string | undefined;
}) {
  return (
    <Provider
      values={[
        [TooltipTriggerStateContext, state],
        [TooltipContext, { ...(id === undefined ? {} : { id }), triggerRef: control }],
      ]}
    >
      <Bubble className="tooltip" offset={6}>
        <span>{text}</span>
        {chord !== undefined && <Kbd chord={chord} />}
      </Bubble>
    </Provider>
  );
}
