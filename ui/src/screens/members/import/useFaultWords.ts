import { useLingui } from "@lingui/react/macro";

import type { ListColumn, ListLook, RowDifference, RowFault } from "../../../host/contract";

/** Says what is wrong with a row, and what stands otherwise. */
export function useFaultWords(look: ListLook | null): {
  fault: (fault: RowFault) => string;
  difference: (difference: RowDifference) => string;
} {
  const { t } = useLingui();
  const heading = (index: number) => {
    const place = index + 1;
    const named = look?.columns[index]?.heading;
    return named === undefined || named === "" ? t`Column ${place}` : named;
  };
  const called = (of: ListColumn) => {
    if (of.column !== "attribute") return t`Name`;
    return look?.attributes.find(({ attribute }) => attribute === of.attribute)?.name ?? t`Field`;
  };
  const inColumn = (fault: Extract<RowFault, { column: number }>) => {
    const column = heading(fault.column);
    return fault.fault === "value" ? t`Not a value of this column: ${column}` : t`Too long: ${column}`;
  };
  const fault = (fault: RowFault) => {
    switch (fault.fault) {
      case "quote":
        return t`A quote is not closed`;
      case "cells":
        return t`More cells than columns`;
      case "card":
        return t`The card is broken`;
      case "letters":
        return t`Some letters cannot be read`;
      case "too_long":
      case "value":
        return inColumn(fault);
      case "nobody":
        return t`No phone number and no user ID`;
      case "phone":
        return t`Not a phone number`;
      case "rounded":
        return t`A spreadsheet has rounded the phone number`;
      case "user_id":
        return t`Not a user ID`;
      case "duplicate": {
        const { line } = fault;
        return t`The same person as in line ${line}`;
      }
      case "two_people":
        return t`Phone number and user ID belong to two people. If they are one, merge them first.`;
      case "erased":
        return t`This person was erased and stays out`;
    }
  };
  const difference = ({ of, stands, listed }: RowDifference) => {
    const what = called(of);
    return t`${what}: “${stands}” here, “${listed}” in the list`;
  };
  return { fault, difference };
}
