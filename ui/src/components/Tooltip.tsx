import { type ReactElement, Suspense, useEffect, useRef } from "react";
import { FocusableProvider } from "react-aria/private/interactions/useFocusable";
import { useTooltipTrigger } from "react-aria/useTooltipTrigger";
import { useTooltipTriggerState } from "react-stately/useTooltipTriggerState";

import { part } from "../app/part";
import { useWasOpen } from "./useWasOpen";

const TooltipBubble = part(() => import("./TooltipBubble").then((file) => file.TooltipBubble));

/** Words that appear beside a control after 400 ms of pointing at it, or when it takes the focus. Never the only place. */
export function Tooltip({
  text,
  chord,
  children,
}: {
  /** Without words nothing appears; a control whose words come and go stays the same element, and keeps the focus. */
  text: string | undefined;
  /** The control's key, as in the key map. */
  chord?: string | undefined;
  /** One control of this folder, or of react-aria. */
  children: ReactElement;
}) {
  const control = useRef<HTMLElement>(null);
  const state = useTooltipTriggerState({ delay: 400, closeDelay: 0 });
  const { triggerProps, tooltipProps } = useTooltipTrigger({ isDisabled: text === undefined }, state, control);
  const wanted = useWasOpen(state.isOpen);
  const { close } = state;
  const wordless = text === undefined;
  // Without words nothing hears that the focus goes on, and it would count as open.
  useEffect(() => {
    if (wordless) close(true);
  }, [wordless, close]);
  return (
    <>
      <FocusableProvider {...triggerProps} ref={control}>
        {children}
      </FocusableProvider>
      <Suspense>
        {wanted && text !== undefined && (
          <TooltipBubble control={control} state={state} id={tooltipProps.id} text={text} chord={chord} />
        )}
      </Suspense>
    </>
  );
}
