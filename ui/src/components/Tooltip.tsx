import "./tooltip.css";

import type { ReactElement } from "react";
import { Tooltip as Bubble, TooltipTrigger } from "react-aria-components";

import { Kbd } from "./Kbd";

/** Words that appear beside a control after 400 ms of pointing at it, or when it takes the focus. Never the only place. */
export function Tooltip({
  text,
  chord,
  children,
}: {
  text: string;
  /** The control's key, as in the key map. */
  chord?: string | undefined;
  /** One control of this folder, or of react-aria. */
  children: ReactElement;
}) {
  return (
    <TooltipTrigger delay={400} closeDelay={0}>
      {children}
      <Bubble className="tooltip" offset={6}>
        <span>{text}</span>
        {chord !== undefined && <Kbd chord={chord} />}
      </Bubble>
    </TooltipTrigger>
  );
}
