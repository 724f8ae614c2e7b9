import { Cable } from "lucide-react";
import type { ReactNode } from "react";

import type { Host } from "../host/host";
import { Caption, drag } from "./Caption";

/** The top of a window in which there is nothing to find yet. Its empty parts move the window. */
export function FirstBar({ name, frame, children }: { name: string; frame: Host["window"]; children?: ReactNode }) {
  return (
    // A title bar is moved by its empty parts; nothing is lost without a pointer.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <header className="title title--first" onMouseDown={(event) => drag(frame, event)}>
      <div className="title__start">
        <span className="title__mark">
          <Cable aria-hidden="true" />
        </span>
        <span className="title__name cut">{name}</span>
      </div>
      <div className="title__end">
        {children}
        <Caption frame={frame} />
      </div>
    </header>
  );
}
