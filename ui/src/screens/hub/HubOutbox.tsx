import "./hub.css";

import { useLingui } from "@lingui/react/macro";
import { Clock, CloudCheck, TriangleAlert } from "lucide-react";

import { errorWords } from "../../app/errors";
import { useFormat } from "../../app/format";
import { useErrorToast } from "../../app/useErrorToast";
import { Button, Dialog, Empty } from "../../components";
import type { ForHub } from "../../host/contract";
import { useHubOutbox } from "../../host/hub";
import { useCommand } from "../../host/mutations";
import { commandWords } from "./command-words";

/** What was decided on this computer and waits for the hub, and what the hub refused. */
export function HubOutbox({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useLingui();
  const outbox = useHubOutbox();
  return (
    <Dialog
      title={t`Waiting for the hub`}
      about={t`What you decided while the hub could not be reached. It is done in this order once the hub is back.`}
      isOpen={isOpen}
      onClose={onClose}
    >
      {outbox.length === 0 ? (
        <Empty icon={<CloudCheck aria-hidden="true" />} title={t`Nothing waits`}>
          {t`The hub has everything that you decided.`}
        </Empty>
      ) : (
        <ul className="for-hub" aria-label={t`Waiting for the hub`}>
          {outbox.map((one) => (
            <Waiting key={one.command} one={one} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function Waiting({ one }: { one: ForHub }) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const drop = useCommand("hub_outbox_drop", { refused: useErrorToast() });
  const what = i18n._(commandWords(one.name));
  const words = one.note ?? (one.content?.kind === "text" ? one.content.body : null);
  const name = one.chat === null ? what : t`${what}, ${one.chat}`;
  const isRefused = one.refusal !== null;
  return (
    <li className={isRefused ? "for-hub__row for-hub__row--refused" : "for-hub__row"}>
      {isRefused ? <TriangleAlert aria-hidden="true" /> : <Clock aria-hidden="true" />}
      <div className="grow for-hub__about">
        <strong className="cut">{name}</strong>
        {words !== null && <span className="cut">{words}</span>}
        <span className="quiet">{one.refusal === null ? format.moment(one.at) : i18n._(errorWords(one.refusal))}</span>
      </div>
      <Button
        size="small"
        aria-label={isRefused ? t`Put away: ${name}` : t`Give up: ${name}`}
        onPress={() => drop.mutate({ command: one.command })}
      >
        {isRefused ? t`Put away` : t`Give up`}
      </Button>
    </li>
  );
}
