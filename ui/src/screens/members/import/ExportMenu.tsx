import { useLingui } from "@lingui/react/macro";
import { ContactRound, Download, FileSpreadsheet } from "lucide-react";

import { usePaper } from "../../../app/paper";
import { useErrorToast } from "../../../app/useErrorToast";
import { Button, Menu } from "../../../components";
import type { ListFormat, MembersExport } from "../../../host/contract";
import { useCommand } from "../../../host/mutations";

/** Writes people as a list: those of the list that is shown, or those who are picked. */
export function ExportMenu({ whom, ghost = false }: { whom: Omit<MembersExport, "format">; ghost?: boolean }) {
  const { t } = useLingui();
  const failed = useErrorToast();
  const save = usePaper();
  const make = useCommand("members_export", { done: save, refused: failed });
  const words: Readonly<Record<ListFormat, string>> = {
    csv: t`As CSV`,
    xlsx: t`As XLSX, for a spreadsheet`,
    vcard: t`As vCard, for an address book`,
  };
  const icons = {
    csv: <FileSpreadsheet aria-hidden="true" />,
    xlsx: <FileSpreadsheet aria-hidden="true" />,
    vcard: <ContactRound aria-hidden="true" />,
  };
  return (
    <Menu
      label={t`Export`}
      placement={ghost ? "top end" : "bottom end"}
      trigger={
        <Button kind={ghost ? "ghost" : "default"} pending={make.isPending ? t`Writing…` : undefined}>
          <Download aria-hidden="true" />
          {t`Export`}
        </Button>
      }
      entries={(["csv", "xlsx", "vcard"] as const).map((format) => ({
        id: format,
        words: words[format],
        icon: icons[format],
        run: () => make.mutate({ ...whom, format }),
      }))}
    />
  );
}
