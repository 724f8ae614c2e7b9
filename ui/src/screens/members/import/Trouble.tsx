import { CircleAlert } from "lucide-react";

import { CallOut } from "../../../components";

/** What went wrong, where the operator is. */
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
