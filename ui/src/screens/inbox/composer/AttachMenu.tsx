import { useLingui } from "@lingui/react/macro";
import { ContactRound, ListChecks, MapPin, Paperclip, Plus } from "lucide-react";
import { useId, useState } from "react";
import { IconButton, Menu } from "@/components/index.ts";
import type { MenuEntry } from "@/components/Menu.tsx";
import type { ChatDetail } from "@/host/contract.ts";
import { CardDialog } from "./CardDialog.tsx";
import { InteractiveDialog } from "./InteractiveDialog.tsx";
import { LocationDialog } from "./LocationDialog.tsx";

/** Files, and the things that are filled in before they are sent. What cannot go here is not offered. */
export function AttachMenu({
  detail,
  onFiles,
  more,
}: {
  detail: ChatDetail;
  onFiles: (files: readonly File[]) => void;
  /** The other tools, in a window too narrow for them to stand beside. */
  more: readonly MenuEntry[] | null;
}) {
  const { t } = useLingui();
  const input = useId();
  const [dialog, setDialog] = useState<"location" | "card" | "interactive" | null>(null);
  const close = () => setDialog(null);
  const entries = [
    {
      kinds: ["document", "image", "video", "audio"],
      id: "file",
      words: t`File…`,
      icon: <Paperclip aria-hidden />,
      run: () => document.getElementById(input)?.click(),
    },
    {
      kinds: ["location"],
      id: "location",
      words: t`Location…`,
      icon: <MapPin aria-hidden />,
      run: () => setDialog("location"),
    },
    {
      kinds: ["contacts"],
      id: "card",
      words: t`Contact card…`,
      icon: <ContactRound aria-hidden />,
      run: () => setDialog("card"),
    },
    {
      kinds: ["interactive"],
      id: "interactive",
      words: t`Question with choices…`,
      icon: <ListChecks aria-hidden />,
      run: () => setDialog("interactive"),
    },
  ].filter(({ kinds }) => kinds.some((kind) => detail.can_send.includes(kind)));
  const all = [...entries, ...(more ?? [])];
  if (all.length === 0) return null;
  const label = more === null ? t`Attach` : t`Add`;
  return (
    <>
      <input
        id={input}
        aria-label={t`File`}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <Menu
        label={label}
        placement="top start"
        trigger={
          <IconButton label={label}>{more === null ? <Paperclip aria-hidden /> : <Plus aria-hidden />}</IconButton>
        }
        entries={all}
      />
      {dialog === "location" ? <LocationDialog chat={detail.row.chat_id} onClose={close} /> : null}
      {dialog === "card" ? <CardDialog chat={detail.row.chat_id} onClose={close} /> : null}
      {dialog === "interactive" ? <InteractiveDialog chat={detail.row.chat_id} onClose={close} /> : null}
    </>
  );
}
