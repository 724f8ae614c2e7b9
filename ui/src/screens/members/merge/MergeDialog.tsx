import "./merge.css";

import { useLingui } from "@lingui/react/macro";
import { CircleAlert } from "lucide-react";
import { useState } from "react";

import { errorWords } from "../../../app/errors";
import { useNavigation, openMember } from "../../../app/navigation";
import { Button, CallOut, Dialog, Segmented, Skeleton } from "../../../components";
import type { ContactId, MergePreview } from "../../../host/contract";
import { toHostError } from "../../../host/host";
import { useMergePreview } from "../../../host/members";
import { closeDialog, pickNobody } from "../view";
import { MergeConsents } from "./MergeConsents";
import { MergeTable } from "./MergeTable";
import { keyOf } from "./names";
import { useMerging } from "./useMerging";

/** Two people side by side, what they would be as one, and the question whether they are. */
export function MergeDialog({ first, second }: { first: ContactId; second: ContactId }) {
  const { t, i18n } = useLingui();
  const [turned, setTurned] = useState(false);
  const [pending, setPending] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const merging = useMerging();
  const [keep, gone] = turned ? [second, first] : [first, second];
  const preview = useMergePreview(keep, gone, !pending);
  const failed = preview.error === null ? trouble : i18n._(errorWords(toHostError(preview.error).body));
  // Right after the choice was turned round, what is shown is still the other way round.
  const seen = preview.isPlaceholderData ? undefined : preview.data;
  const sure = () => {
    if (seen === undefined || pending) return;
    setPending(true);
    setTrouble(null);
    const name = seen.keep.view.row.name ?? keyOf(seen.keep.view.row) ?? t`No name`;
    const done = () => {
      closeDialog();
      pickNobody();
      if (useNavigation.getState().member !== null) openMember(keep);
    };
    const refused = (error: ReturnType<typeof toHostError>) => {
      setPending(false);
      setTrouble(i18n._(errorWords(error.body)));
    };
    void merging.merge({ keep, gone, name }, refused, done);
  };
  return (
    <Dialog
      wide
      isOpen
      title={t`Is this one person?`}
      about={t`Each keeps what is theirs, so it can be taken apart at any time.`}
      onClose={closeDialog}
      onAccept={sure}
      footer={
        <>
          <Button onPress={closeDialog}>{t`Cancel`}</Button>
          <Button
            kind="primary"
            reason={seen === undefined ? t`Both have to be read first` : undefined}
            pending={pending ? t`Merging…` : undefined}
            onPress={sure}
          >
            {t`Merge`}
          </Button>
        </>
      }
    >
      <div className="merge">
        {preview.data !== undefined ? (
          <Both preview={preview.data} turned={turned} onTurn={setTurned} />
        ) : (
          failed === null && <Skeleton width="100%" height="200px" />
        )}
        {failed !== null && (
          <div role="alert">
            <CallOut tone="danger" icon={<CircleAlert aria-hidden="true" />}>
              {failed}
            </CallOut>
          </div>
        )}
      </div>
    </Dialog>
  );
}

function Both({
  preview,
  turned,
  onTurn,
}: {
  preview: MergePreview;
  turned: boolean;
  onTurn: (turned: boolean) => void;
}) {
  const { t } = useLingui();
  const { keep, gone } = preview;
  const nameOf = ({ view: { row } }: MergePreview["keep"]) => row.name ?? keyOf(row) ?? t`No name`;
  const [kept, other] = [nameOf(keep), nameOf(gone)];
  // The two stand where they stood, whoever is kept.
  const [first, second] = turned ? [other, kept] : [kept, other];
  const alike = first === second;
  const [firstRow, secondRow] = turned ? [gone.view.row, keep.view.row] : [keep.view.row, gone.view.row];
  const words = (name: string, row: typeof firstRow) => (alike ? (keyOf(row) ?? name) : name);
  return (
    <>
      <div className="merge__kept">
        <span className="quiet">{t`Listed as`}</span>
        <Segmented
          label={t`Listed as`}
          options={[
            { id: "first", words: words(first, firstRow) },
            { id: "second", words: words(second, secondRow) },
          ]}
          value={turned ? "second" : "first"}
          onChange={(chosen) => onTurn(chosen === "second")}
        />
      </div>
      <MergeTable preview={preview} kept={kept} other={other} />
      <MergeConsents preview={preview} kept={kept} other={other} />
      <p className="merge__note">
        {t`Chats stay as they are, each with its own number or ID. A number can go to somebody else: merge only whom you know.`}
      </p>
    </>
  );
}
