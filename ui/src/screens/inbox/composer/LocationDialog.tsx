import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button, Dialog, Field } from "@/components/index.ts";
import type { ChatId } from "@/host/contract.ts";
import { coordinatesOf } from "./coordinates.ts";
import { useSendContent } from "./useSendContent.ts";

/** A place to send: coordinates, or an address of a map to take them from; name and address as they should read. */
export function LocationDialog({ chat, onClose }: { chat: ChatId; onClose: () => void }) {
  const { t } = useLingui();
  const send = useSendContent(chat);
  const [place, setPlace] = useState("");
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const found = coordinatesOf(place);
  const reason = found === null ? t`Two numbers are needed, for example 43.23851, 76.94542.` : undefined;
  const accept = () => {
    if (found === null) return;
    send({
      kind: "location",
      ...found,
      ...(name.trim() === "" ? {} : { name: name.trim() }),
      ...(address.trim() === "" ? {} : { address: address.trim() }),
    });
    onClose();
  };
  return (
    <Dialog
      isOpen
      title={t`Send a location`}
      onClose={onClose}
      onAccept={accept}
      footer={
        <>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" chord="Mod+Enter" reason={reason} onPress={accept}>{t`Send`}</Button>
        </>
      }
    >
      <div className="form-grid">
        <Field
          label={t`Coordinates, or a link from a map`}
          autoFocus
          value={place}
          onChange={setPlace}
          help={
            found === null
              ? t`Latitude and longitude, with a comma between them`
              : `${found.latitude}, ${found.longitude}`
          }
        />
        <Field label={t`Name of the place`} value={name} onChange={setName} />
        <Field label={t`Address`} value={address} onChange={setAddress} />
      </div>
    </Dialog>
  );
}
