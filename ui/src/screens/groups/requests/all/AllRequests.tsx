import "./all-requests.css";

import { useLingui } from "@lingui/react/macro";
import { ChevronLeft, CircleAlert, DoorOpen, ListChecks } from "lucide-react";
import { useState } from "react";

import { errorWords } from "../../../../app/errors";
import { useFormat } from "../../../../app/format";
import { Button, Counter, Empty, IconButton, Late, Menu, Skeleton } from "../../../../components";
import type { JoinRequest, JoinRequestId } from "../../../../host/contract";
import { useJoinRequests, useRequestCount } from "../../../../host/groups";
import { toHostError } from "../../../../host/host";
import { RequestKeys } from "../RequestKeys";
import { AllRows } from "./AllRows";
import { PickedBar } from "./PickedBar";
import { useAllActions } from "./useAllActions";
import { type DecidingAll, useDecideAll } from "./useDecideAll";
import { type Picks, usePicks } from "./usePicks";

const NOBODY: readonly JoinRequest[] = [];
/** Who is shown at once; the next follow once these are decided. */
const SHOWN = 100;

/** Everybody who asks to enter, whichever the group. */
export function AllRequests({ onBack }: { onBack: (() => void) | null }) {
  const { t, i18n } = useLingui();
  const { data, error, refetch } = useJoinRequests();
  const deciding = useDecideAll(data ?? NOBODY);
  return (
    <section className="group-detail" aria-label={t`Join requests of all groups`} data-pane="page" data-keys="requests">
      {data !== undefined && deciding.asking.length > 0 ? (
        <Asking deciding={deciding} onBack={onBack} />
      ) : (
        <>
          <Head onBack={onBack} />
          <div className="requests-all__none">
            {error !== null ? (
              <Empty
                icon={<CircleAlert aria-hidden="true" />}
                title={t`The requests could not be read`}
                action={<Button onPress={() => void refetch()}>{t`Try again`}</Button>}
              >
                {i18n._(errorWords(toHostError(error).body))}
              </Empty>
            ) : data === undefined ? (
              <Late>
                <Skeleton width="100%" height="110px" />
              </Late>
            ) : (
              <Empty icon={<DoorOpen aria-hidden="true" />} title={t`Nobody asks to enter`}>
                {t`Whoever opens the invite link of a group with approval stands here until you decide.`}
              </Empty>
            )}
          </div>
        </>
      )}
    </section>
  );
}

function Asking({ deciding, onBack }: { deciding: DecidingAll; onBack: (() => void) | null }) {
  const asking = deciding.asking.slice(0, SHOWN);
  const picks = usePicks(asking);
  const [reason, setReason] = useState("");
  const [goal, setGoal] = useState<{ id: JoinRequestId | null; time: number }>({ id: null, time: 0 });
  const goTo = (id: JoinRequestId | null) => setGoal(({ time }) => ({ id, time: time + 1 }));
  const settle = (requests: readonly JoinRequest[], how: "approve" | "decline") => {
    const taken = how === "approve" ? deciding.fitting(requests) : requests;
    if (taken.length === 0) return;
    goTo(picks.after(taken));
    deciding[how](taken, reason.trim() === "" ? null : reason.trim());
    setReason("");
  };
  useAllActions(asking, picks, settle, goTo);
  return (
    <>
      <Head onBack={onBack} count={deciding.asking.length} asking={asking} picks={picks} />
      <AllRows
        rows={asking}
        deciding={deciding}
        picks={picks}
        goal={goal}
        onApprove={(one) => settle([one], "approve")}
        onDecline={(one) => settle([one], "decline")}
      />
      <Rest shown={asking.length} />
      <PickedBar
        deciding={deciding}
        picks={picks}
        reason={reason}
        onReason={setReason}
        onApprove={() => settle(picks.picked, "approve")}
        onDecline={() => settle(picks.picked, "decline")}
      />
    </>
  );
}

function Head({
  onBack,
  count = 0,
  asking = NOBODY,
  picks,
}: {
  onBack: (() => void) | null;
  count?: number;
  asking?: readonly JoinRequest[];
  picks?: Picks;
}) {
  const { t } = useLingui();
  return (
    <div className="group-head requests-all__head">
      {onBack !== null && (
        <IconButton label={t`Back to the groups`} onPress={onBack}>
          <ChevronLeft aria-hidden="true" />
        </IconButton>
      )}
      <h1 className="grow cut">
        {t`Join requests`} <Counter value={count} />
      </h1>
      {picks !== undefined && (
        <>
          <RequestKeys />
          <Choose asking={asking} picks={picks} />
        </>
      )}
    </div>
  );
}

/** Picks by what is known of people. */
function Choose({ asking, picks }: { asking: readonly JoinRequest[]; picks: Picks }) {
  const { t } = useLingui();
  const agreed = asking.filter(({ consent }) => consent === "granted" || consent === "confirmed");
  const rule = (id: string, words: string, ones: readonly JoinRequest[]) => ({
    id,
    words,
    detail: String(ones.length),
    run: () => picks.only(ones),
  });
  return (
    <Menu
      label={t`Choose requests`}
      placement="bottom end"
      trigger={
        <Button>
          <ListChecks aria-hidden="true" />
          {t`Choose…`}
        </Button>
      }
      entries={[
        rule("all", t`All of them`, asking),
        rule("agreed", t`With consent to group invitations`, agreed),
        rule(
          "invited",
          t`Invited by us`,
          asking.filter(({ invited }) => invited !== null),
        ),
        rule(
          "never",
          t`Never removed before`,
          asking.filter(({ removed_before: before }) => !before),
        ),
      ]}
    />
  );
}

/** What is said where more ask than are shown at once. */
function Rest({ shown }: { shown: number }) {
  const { t } = useLingui();
  const format = useFormat();
  const total = useRequestCount().data ?? 0;
  if (shown < SHOWN || total <= shown) return null;
  const [read, all] = [format.number(shown), format.number(total)];
  return (
    <p className="group-card__note group-card__note--line">
      {t`${read} of ${all} are shown, longest first. The next follow once these are decided.`}
    </p>
  );
}
