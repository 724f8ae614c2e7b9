import { CircleAlert } from "lucide-react";

import { CallOut } from "./CallOut";

/** Why something was not done, where it was asked for. */
export function Trouble({ words }: { words: string | null }) {
  if (words === null) return null;
  return (
    <div role="alert">
      <CallOut tone="danger" icon={<CircleAlert aria-hidden="true" />}>
        {words}
      </CallOut>
    </div>
  );
}
