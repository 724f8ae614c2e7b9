import { Trans, useLingui } from "@lingui/react/macro";
import { ChevronDown, UserRoundPlus, UsersRound } from "lucide-react";
import { Avatar, Button, idOfName, Menu } from "@/components/index.ts";
import type { ChatRow } from "@/host/contract.ts";
import { useWorkspace } from "@/host/queries.ts";
import { useChatActions } from "../actions.ts";
import { openMenu, useView } from "../view.ts";

/** Who has the chat, and to whom it can be handed: until there are teams, the operator. */
export function AssignMenu({ row }: { row: ChatRow }) {
  const { t } = useLingui();
  const { data: workspace } = useWorkspace();
  const actions = useChatActions();
  const open = useView((view) => view.menu === "assign");
  const operator = workspace?.operator ?? "";
  const others = (workspace?.operators ?? []).filter((name) => name !== operator);
  const mine = row.assignee === operator;
  const people = [operator, ...others].map((name) => ({
    id: `to:${name}`,
    words: name === operator ? t`${name} (you)` : name,
    icon: <Avatar size={20} id={idOfName(name)} name={name} />,
    chosen: row.assignee === name,
    run: () => actions.assign([row], name),
  }));
  const nobody = {
    id: "nobody",
    words: t`Leave to everybody`,
    icon: <UsersRound aria-hidden />,
    chosen: row.assignee === null,
    run: () => actions.assign([row], null),
  };
  return (
    <Menu
      label={t`Hand over`}
      placement="bottom end"
      isOpen={open}
      onOpenChange={(next) => openMenu(next ? "assign" : null)}
      trigger={
        <Button kind="ghost" size="small">
          {row.assignee === null ? (
            <>
              <UserRoundPlus aria-hidden />
              <span className="header-word">
                <Trans>Assign</Trans>
              </span>
            </>
          ) : (
            <>
              <Avatar size={20} id={idOfName(row.assignee)} name={row.assignee} />
              <span className="unseen">
                <Trans>Assigned</Trans>
              </span>
              <span className="header-word">{mine ? <Trans>you</Trans> : row.assignee}</span>
              <ChevronDown className="inbox-icon-14" aria-hidden />
            </>
          )}
        </Button>
      }
      entries={[...people, nobody]}
    />
  );
}
