import { create } from "zustand";

/** What stands beside the tab: what belongs to it, or the simulator that was asked for. */
interface NotificationsView {
  simulator: boolean;
  /** Whether the side is open as a drawer, in windows too narrow for both. */
  drawer: boolean;
}

/** How the screen of the notifications looks now. */
export const useNotificationsView = create<NotificationsView>(() => ({ simulator: false, drawer: false }));

/** Shows the simulator beside any tab. */
export function openSimulator(): void {
  useNotificationsView.setState({ simulator: true, drawer: true });
}

/** Shows beside the tab what belongs to it. */
export function closeSimulator(): void {
  useNotificationsView.setState({ simulator: false, drawer: false });
}

/** Opens what belongs to the tab as a drawer. */
export function openSide(): void {
  useNotificationsView.setState({ simulator: false, drawer: true });
}
