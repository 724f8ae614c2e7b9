import { msg } from "@lingui/core/macro";
import { Plus } from "lucide-react";

import { openNotifications } from "../../../app/navigation";
import { useActions } from "../../../keys/actions";
import { setDraft } from "./view";

/** Offers a new quiet schedule from every tab of the notifications, by Ctrl+N and in the palette. */
export function useNewAction(): void {
  useActions([
    {
      id: "schedule.new",
      title: msg`New quiet schedule`,
      also: msg`silence night do not disturb`,
      group: "app",
      icon: <Plus aria-hidden="true" />,
      run: beginDraft,
    },
  ]);
}

/** Goes to the schedules and begins to describe a new one. */
export function beginDraft(): void {
  openNotifications("schedules");
  setDraft({ text: "", drawn: null });
}
