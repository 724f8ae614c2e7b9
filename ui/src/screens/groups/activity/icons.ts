import {
  CircleAlert,
  DoorOpen,
  Link2,
  LogIn,
  LogOut,
  type LucideIcon,
  Pencil,
  Pin,
  PinOff,
  SearchCheck,
  Trash2,
  UserCheck,
  UserMinus,
  UsersRound,
  UserX,
} from "lucide-react";

import type { GroupHappened } from "../../../host/contract";

/** The icon of what happened in a group. */
export const LINE_ICONS: Readonly<Record<GroupHappened, LucideIcon>> = {
  created: UsersRound,
  deleted: Trash2,
  renamed: Pencil,
  described: Pencil,
  pictured: Pencil,
  link_replaced: Link2,
  suspended: CircleAlert,
  restored: UsersRound,
  asked: DoorOpen,
  revoked: UserX,
  approved: UserCheck,
  declined: UserX,
  joined: LogIn,
  left: LogOut,
  removed: UserMinus,
  found_in: SearchCheck,
  found_gone: SearchCheck,
  pinned: Pin,
  unpinned: PinOff,
};
