import { useLingui } from "@lingui/react/macro";
import { Server } from "lucide-react";
import { useState } from "react";

import { useFormat } from "../../app/format";
import { useErrorToast } from "../../app/useErrorToast";
import { Button, Chip, Dialog } from "../../components";
import type { PairedHub } from "../../host/contract";
import { useCommand } from "../../host/mutations";
import { useHealth } from "../../host/queries";
import { HubOutbox } from "../hub/HubOutbox";
import { Line } from "./Section";

/** The hub that decides for this computer, what waits for it, and the way to leave it. */
export function Hub({ hub }: { hub: PairedHub }) {
  const { t } = useLingui();
  const format = useFormat();
  const { data: health } = useHealth();
  const [isOpen, setOpen] = useState(false);
  const [leaves, setLeaves] = useState(false);
  const waiting = (health?.for_hub ?? 0) + (health?.hub_refused ?? 0);
  return (
    <div className="settings__card">
      <div className="settings__number">
        <Server aria-hidden="true" />
        <div className="grow">
          <strong>{t`Hub of ${hub.name}`}</strong>
          <div className="settings__about numbers selectable">{hub.address}</div>
        </div>
        <Reached />
      </div>
      <Line
        name={t`Waiting for the hub`}
        about={t`The hub sends, records consent and holds the keys. What you decide while it is away waits here.`}
      >
        <span className="quiet numbers">{format.number(waiting)}</span>
        <Button size="small" onPress={() => setOpen(true)}>{t`Show`}</Button>
      </Line>
      <Line
        name={t`Leave the hub`}
        about={t`The copy on this computer goes. Everything stays at the hub, and a new code brings it back.`}
      >
        <Button size="small" onPress={() => setLeaves(true)}>{t`Leave…`}</Button>
      </Line>
      <HubOutbox isOpen={isOpen} onClose={() => setOpen(false)} />
      <Leave isOpen={leaves} waiting={health?.for_hub ?? 0} onClose={() => setLeaves(false)} />
    </div>
  );
}

function Reached() {
  const { t } = useLingui();
  const { data: health } = useHealth();
  if (health !== undefined && health.hub_fault !== null) return <Chip tone="danger">{t`out of step`}</Chip>;
  switch (health?.connection) {
    case "connected":
      return <Chip tone="ok">{t`connected`}</Chip>;
    case "credentials":
      return <Chip tone="danger">{t`not known there any more`}</Chip>;
    default:
      return <Chip tone="warn">{t`cannot be reached`}</Chip>;
  }
}

function Leave({ isOpen, waiting, onClose }: { isOpen: boolean; waiting: number; onClose: () => void }) {
  const { t } = useLingui();
  const leave = useCommand("hub_leave", { done: onClose, refused: useErrorToast() });
  const confirm = () => {
    if (!leave.isPending) leave.mutate({});
  };
  return (
    <Dialog
      title={t`Leave the hub?`}
      alert
      isOpen={isOpen}
      onClose={onClose}
      onAccept={confirm}
      footer={
        <>
          <Button onPress={onClose}>{t`Stay`}</Button>
          <Button kind="solid-danger" onPress={confirm} pending={leave.isPending ? t`Leaving…` : undefined}>
            {t`Leave the hub`}
          </Button>
        </>
      }
    >
      <p>{t`Chats, people and files go from this computer. The hub keeps them and goes on by itself.`}</p>
      {waiting > 0 && <p>{t`What waits for the hub is lost: ${waiting}.`}</p>}
    </Dialog>
  );
}
