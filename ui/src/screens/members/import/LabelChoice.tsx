import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";

import { Select } from "../../../components";
import { useHost } from "../../../host/context";
import { keys } from "../../../host/keys";

/** A label for everybody on the list, or none. */
export function LabelChoice({ chosen, onChange }: { chosen: readonly number[]; onChange: (labels: number[]) => void }) {
  const { t } = useLingui();
  const host = useHost();
  const { data: labels } = useQuery({ queryKey: keys.labels, queryFn: () => host.call("labels", {}) });
  if (labels === undefined || labels.length === 0) return null;
  return (
    <Select
      label={t`Label for everybody`}
      value={String(chosen[0] ?? "")}
      onChange={(id) => onChange(id === "" ? [] : [Number(id)])}
      options={[
        { id: "", words: t`None` },
        ...labels.map(({ label_id, name }) => ({ id: String(label_id), words: name })),
      ]}
    />
  );
}
