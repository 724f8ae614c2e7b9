import { useLingui } from "@lingui/react/macro";
import { FileCheck } from "lucide-react";

import { usePaper } from "../../../app/paper";
import { useErrorToast } from "../../../app/useErrorToast";
import { Button, Menu } from "../../../components";
import type { Paper } from "../../../host/contract";
import { useCommand } from "../../../host/mutations";
import { openWithdraw, type Somebody, useConsentView } from "../view";

/** The papers about one person, and what cannot be taken back. */
export function Papers({ person }: { person: Somebody }) {
  const { t } = useLingui();
  const save = usePaper();
  const failed = useErrorToast();
  const paper = useCommand("consent_paper", { done: save, refused: failed });
  const make = (which: Paper) => paper.mutate({ whom: person.whom, paper: which });
  return (
    <div className="papers">
      <Menu
        label={t`Export`}
        trigger={
          <Button className="papers__wide" pending={paper.isPending ? t`Writing…` : undefined}>
            <FileCheck aria-hidden="true" />
            {t`Export the receipt`}
          </Button>
        }
        entries={[
          { id: "pdf", words: t`Receipt as PDF`, run: () => make("receipt_pdf") },
          { id: "json", words: t`Receipt as JSON`, run: () => make("receipt_json") },
          { id: "csv", words: t`Receipt as CSV`, run: () => make("receipt_csv") },
          { id: "all", words: t`Everything known`, run: () => make("everything") },
        ]}
      />
      <div className="papers__line">
        <Button kind="danger" size="small" onPress={() => openWithdraw(person, null)}>{t`Withdraw…`}</Button>
        <Button kind="danger" size="small" onPress={() => useConsentView.setState({ erasing: person })}>
          {t`Erase person…`}
        </Button>
      </div>
    </div>
  );
}
