import { useLingui } from "@lingui/react/macro";
import type { BlockView, ChatDetail } from "@/host/contract.ts";
import { BlockStanding } from "../../blocks/BlockStanding.tsx";
import { useRowName } from "../list/preview.ts";

/** Whether the person is blocked at this number, and the way to change that. */
export function BlockBlock({ detail, view }: { detail: ChatDetail; view: BlockView }) {
  const { t } = useLingui();
  const name = useRowName(detail.row);
  return (
    <section className="context-block">
      <h3 className="unseen">{t`Block`}</h3>
      <BlockStanding view={view} name={name} />
    </section>
  );
}
