import { Trans, useLingui } from "@lingui/react/macro";
import { CircleAlert } from "lucide-react";
import { Button, Empty, Late, Skeleton } from "@/components/index.ts";

const SHAPES = [
  ["34%", "34px"],
  ["46%", "54px"],
  ["26%", "34px"],
  ["38%", "34px"],
] as const;

/** Stands for a conversation that is being read. */
export function LogWaits() {
  const { t } = useLingui();
  return (
    <div className="log-skeleton" role="status" aria-label={t`Loading…`}>
      <Late>
        {SHAPES.map(([width, height]) => (
          <Skeleton key={width} width={width} height={height} />
        ))}
      </Late>
    </div>
  );
}

/** Stands for a conversation that could not be read. */
export function LogFailed({ onRetry }: { onRetry: () => void }) {
  const { t } = useLingui();
  return (
    <div className="inbox-empty" role="alert">
      <Empty
        icon={<CircleAlert aria-hidden />}
        title={t`This conversation could not be read`}
        action={
          <Button onPress={onRetry}>
            <Trans>Try again</Trans>
          </Button>
        }
      >
        <Trans>Nothing is lost: the messages are kept on this computer.</Trans>
      </Empty>
    </div>
  );
}
