import { useLingui } from "@lingui/react/macro";
import { Minus, Square, X } from "lucide-react";
import type { MouseEvent } from "react";

import { useHost } from "../host/context";
import type { Workspace } from "../host/contract";
import type { Host } from "../host/host";

/** The window's own frame, where it is ours to draw. */
export function useWindowFrame(workspace: Workspace): Host["window"] {
  const { window } = useHost();
  return workspace.abilities.window_frame ? window : undefined;
}

/** Moves the window by the empty parts of a bar. */
export function drag(frame: Host["window"], event: MouseEvent): void {
  const onControl = event.target instanceof Element && event.target.closest("button,a,input") !== null;
  if (frame === undefined || onControl || event.button !== 0) return;
  if (event.detail === 2) frame.toggleMaximise();
  else frame.startDrag();
}

/** Minimise, maximise, close. */
export function Caption({ frame }: { frame: Host["window"] }) {
  const { t } = useLingui();
  if (frame === undefined) return null;
  return (
    <div className="caption">
      <button type="button" aria-label={t`Minimise`} onClick={frame.minimise}>
        <Minus aria-hidden="true" />
      </button>
      <button type="button" aria-label={t`Maximise or restore`} onClick={frame.toggleMaximise}>
        <Square aria-hidden="true" />
      </button>
      <button type="button" className="caption__close" aria-label={t`Close`} onClick={frame.close}>
        <X aria-hidden="true" />
      </button>
    </div>
  );
}
