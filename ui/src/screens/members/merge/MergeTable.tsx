import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";

import { useFormat } from "../../../app/format";
import { Chip } from "../../../components";
import type { LabelId, MemberAttribute, MergePreview } from "../../../host/contract";
import { useAttributes } from "../../../host/members";
import { useLabels } from "../../../host/queries";
import { keyOf } from "./names";

/** What each has, and what the person would have. */
export function MergeTable({ preview, kept, other }: { preview: MergePreview; kept: string; other: string }) {
  const { t } = useLingui();
  const format = useFormat();
  const attributes = useAttributes().data ?? [];
  const { keep, gone } = preview;
  const [mine, theirs] = [keep.view, gone.view];
  const keys = [keyOf(mine.row), keyOf(theirs.row)];
  const groups = new Set([...mine.groups, ...theirs.groups].map(({ chat_id }) => chat_id)).size;
  const valueOf = (values: readonly MemberAttribute[], id: number) =>
    values.find(({ attribute_id }) => attribute_id === id)?.value ?? "—";
  const yes = t`yes`;
  const no = t`no`;
  const shown = attributes.filter(({ attribute_id: id }) => valueOf(preview.attributes, id) !== "—");
  return (
    <table className="merge__table">
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">{t`What is known`}</span>
          </th>
          <th scope="col">{kept}</th>
          <th scope="col">{other}</th>
          <th scope="col" className="merge__one">{t`As one person`}</th>
        </tr>
      </thead>
      <tbody>
        <Line what={t`Number or username`} cells={[keys[0] ?? "—", keys[1] ?? "—", t`both`]} />
        <Line
          what={t`Labels`}
          cells={[
            <Labels key="kept" of={mine.row.labels} />,
            <Labels key="other" of={theirs.row.labels} />,
            <Labels key="one" of={preview.labels} />,
          ]}
        />
        {shown.map(({ attribute_id: id, name, kind }) => {
          const words = (values: readonly MemberAttribute[]) => {
            const value = valueOf(values, id);
            return kind.kind === "yes_no" && value !== "—" ? (value === "yes" ? yes : no) : value;
          };
          return (
            <Line
              key={id}
              what={name}
              cells={[words(mine.attributes), words(theirs.attributes), words(preview.attributes)]}
            />
          );
        })}
        <Line
          what={t`Groups`}
          cells={[mine.groups.length, theirs.groups.length, groups].map((count) => format.number(count))}
        />
        <Line
          what={t`Chats`}
          cells={[keep.chats, gone.chats, keep.chats + gone.chats].map((count) => format.number(count))}
        />
        <Line
          what={t`Notes`}
          cells={[keep.notes, gone.notes, keep.notes + gone.notes].map((count) => format.number(count))}
        />
      </tbody>
    </table>
  );
}

function Line({ what, cells: [kept, other, one] }: { what: string; cells: readonly ReactNode[] }) {
  return (
    <tr>
      <th scope="row">{what}</th>
      <td>{kept}</td>
      <td>{other}</td>
      <td className="merge__one">{one}</td>
    </tr>
  );
}

function Labels({ of }: { of: readonly LabelId[] }) {
  const labels = (useLabels().data ?? []).filter(({ label_id }) => of.includes(label_id));
  if (labels.length === 0) return "—";
  return (
    <span className="merge__labels">
      {labels.map(({ label_id, name, color }) => (
        <Chip key={label_id} color={color}>
          {name}
        </Chip>
      ))}
    </span>
  );
}
