import type { Account, AccountId } from "../host/contract";
import { useWorkspace } from "../host/queries";

/** How a number is called: by its name; where two have the same, with its phone. */
export function numberName(accounts: readonly Account[], id: AccountId): string {
  const account = accounts.find(({ account_id }) => account_id === id);
  const name = account?.name ?? null;
  const phone = account?.phone ?? null;
  const isShared = accounts.some((other) => other.account_id !== id && other.name === name);
  if (name === null || phone === null) return name ?? phone ?? id;
  return isShared ? `${name} ${phone}` : name;
}

/** The numbers of the workspace as they are called, and whether there is a choice among them. */
export function useNumbers() {
  const accounts = useWorkspace().data?.accounts ?? [];
  return {
    accounts,
    several: accounts.length > 1,
    nameOf: (id: AccountId) => numberName(accounts, id),
  };
}
