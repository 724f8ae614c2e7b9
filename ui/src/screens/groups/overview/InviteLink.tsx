import { useLingui } from "@lingui/react/macro";
import { Copy, Download, RefreshCw } from "lucide-react";

import { Button, IconButton } from "../../../components";
import type { GroupView } from "../../../host/contract";
import { useCopy } from "../../inbox/copy";
import { useClosed } from "../useClosed";
import { openDialog } from "../view";
import { MARGIN, qrPath } from "./qr";
import { useSaveQr } from "./useSaveQr";

/** The invite link of a group: as a code, to copy, to save, to replace. */
export function InviteLink({ group }: { group: GroupView }) {
  const { t } = useLingui();
  const copy = useCopy();
  const save = useSaveQr();
  const { link, row } = group;
  const closed = useClosed(row);
  return (
    <section className="group-card invite" aria-label={t`Invite link`}>
      <div className="group-card__head">
        <h2>{t`Invite link`}</h2>
      </div>
      {link === null ? (
        <p className="quiet">{t`The link is not known yet. Compare the group now to ask WhatsApp for it.`}</p>
      ) : (
        <>
          <QrCode rows={link.qr} name={row.subject} />
          <div className="invite__link">
            <span className="invite__address cut grow selectable" title={link.link}>
              {shortLink(link.link)}
            </span>
            <IconButton size="small" label={t`Copy the link`} onPress={() => copy(link.link, t`Link copied`)}>
              <Copy aria-hidden="true" />
            </IconButton>
          </div>
          <div className="invite__deeds">
            <Button size="small" onPress={() => save(group)}>
              <Download aria-hidden="true" />
              {t`Save QR`}
            </Button>
            <Button size="small" reason={closed} onPress={() => openDialog({ dialog: "replace_link" })}>
              <RefreshCw aria-hidden="true" />
              {t`Replace…`}
            </Button>
          </div>
        </>
      )}
      <p className="invite__about">
        {group.approval === false
          ? t`Whoever opens it comes in at once.`
          : t`Whoever opens it asks to enter, and you approve.`}
      </p>
    </section>
  );
}

function QrCode({ rows, name }: { rows: readonly string[]; name: string }) {
  const { t } = useLingui();
  const side = rows.length + 2 * MARGIN;
  return (
    <div className="invite__code">
      <svg viewBox={`0 0 ${side} ${side}`} role="img" aria-label={t`QR code of the invite link to “${name}”`}>
        <path d={qrPath(rows)} fill="#111" shapeRendering="crispEdges" />
      </svg>
    </div>
  );
}

/** chat.whatsapp.com/…q7Hd: where it leads, and how it ends. */
export function shortLink(link: string): string {
  const bare = link.replace(/^https?:\/\//u, "");
  const [place = "", code = ""] = bare.split(/\/(.*)/su);
  return code.length > 6 ? `${place}/…${code.slice(-4)}` : bare;
}
