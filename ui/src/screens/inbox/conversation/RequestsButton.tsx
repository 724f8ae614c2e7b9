import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { UserRoundPlus } from "lucide-react";
import { useFormat } from "@/app/format.ts";
import { openGroup } from "@/app/navigation.ts";
import { Button } from "@/components/index.ts";
import type { ChatId } from "@/host/contract.ts";
import { useGroup } from "@/host/groups.ts";
import { useHeld } from "../../groups/requests/held.ts";

/** How many seats of the group are taken; how many people are in it while its seats are not known. */
export function SeatCount({ group, people }: { group: ChatId; people: number }) {
  const { t } = useLingui();
  const format = useFormat();
  const { data } = useGroup(group);
  if (data === undefined) return t`${plural(people, { one: "# participant", other: "# participants" })}`;
  const [taken, seats] = [format.number(data.people.length), format.number(data.row.seats)];
  return t`${taken} of ${seats}`;
}

/** How many ask to enter the group, and the way to them. */
export function RequestsButton({ group }: { group: ChatId }) {
  const { t } = useLingui();
  const { data } = useGroup(group);
  const held = useHeld((state) => state.ids);
  const count = data?.requests.filter(({ request_id }) => !held.has(request_id)).length ?? 0;
  if (count === 0) return null;
  return (
    <Button kind="ghost" onPress={() => openGroup(group)}>
      <UserRoundPlus aria-hidden />
      {t`${plural(count, { one: "# request", other: "# requests" })}`}
    </Button>
  );
}
