import { useLingui } from "@lingui/react/macro";

import { Select } from "../../../components";
import type { ListLook } from "../../../host/contract";
import { columnOf, idOf } from "./columns";
import type { Wizard } from "./useImport";

/** The columns with their first cells, and what each of them is. */
export function ColumnTable({ wizard, look }: { wizard: Wizard; look: ListLook }) {
  const { t } = useLingui();
  return (
    <div className="import__scroll">
      <table className="import__table">
        <thead>
          <tr>
            <th scope="col">{t`Column`}</th>
            <th scope="col">{t`First rows`}</th>
            <th scope="col">{t`It is`}</th>
          </tr>
        </thead>
        <tbody>
          {look.columns.map((column, index) => (
            // The place of a column is what it is known by.
            // oxlint-disable-next-line react/no-array-index-key
            <ColumnRow key={index} wizard={wizard} look={look} index={index} column={column} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ColumnRow({
  wizard,
  look,
  index,
  column,
}: {
  wizard: Wizard;
  look: ListLook;
  index: number;
  column: ListLook["columns"][number];
}) {
  const { t } = useLingui();
  const place = index + 1;
  const heading = column.heading === "" ? t`Column ${place}` : column.heading;
  const samples = column.samples.filter((sample) => sample !== "");
  return (
    <tr>
      <th scope="row" dir="auto">
        {heading}
      </th>
      <td className="import__samples" dir="auto">
        {samples.join(" · ")}
      </td>
      <td>
        <Select
          label={t`What the column is: ${heading}`}
          hideLabel
          value={idOf(wizard.said.columns[index] ?? { column: "ignored" })}
          onChange={(id) => wizard.sayColumn(index, columnOf(id))}
          options={[
            { id: "ignored", words: t`Left out` },
            { id: "name", words: t`Name` },
            { id: "phone", words: t`Phone` },
            { id: "username", words: t`Username` },
            { id: "user_id", words: t`User ID` },
            { id: "labels", words: t`Labels` },
            ...look.attributes.map(({ attribute, name }) => ({ id: `attribute:${attribute}`, words: name })),
            ...(column.heading === "" ? [] : [{ id: "new_attribute", words: t`New field: ${heading}` }]),
          ]}
        />
      </td>
    </tr>
  );
}
