import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** Why something that was asked about a group was not done: what it means and what to do. By the stable words. */
export const GROUP_REASONS: Readonly<Record<string, MessageDescriptor>> = {
  group_empty: msg`There is nobody in this group yet. Send the invite link to somebody, then try again.`,
  group_unknown: msg`WhatsApp does not know this group any more, or this number is not in it. Compare it now; if this stays, check the access token in Settings.`,
  cursor: msg`WhatsApp forgot twice where the list was being read. Nothing was lost, compare again in a moment.`,
  group_partly: msg`Only a part was done. What was not done stands here, try that again.`,
  duplicate_person: msg`Somebody was named twice, so nothing was done. Choose each person once and try again.`,
  terms_not_accepted: msg`This person has not accepted the new terms of WhatsApp yet. Ask them to, and approve them afterwards.`,
  group_full: msg`All seats of the group are taken. Remove somebody, or use another group.`,
  group_suspended: msg`WhatsApp suspended this group, so it cannot be changed. Ask for a review in WhatsApp Manager, or make another group.`,
  group_rate: msg`Too much was asked about groups at once. Wait a little: changes are asked again by themselves, then compare again.`,
  picture_not_square: msg`The picture is not square. Cut it to a square and choose it again.`,
  picture_small: msg`The picture is too small. Choose one of at least 192 by 192 pixels.`,
  too_many_groups: msg`This number has as many groups as WhatsApp allows. Delete one that nobody needs, then try again.`,
  not_in_group: msg`This person is not in the group any more. Compare it now to see who is.`,
  request_gone: msg`This request is not there any more: it was taken back, or decided elsewhere. There is nothing to do.`,
  groups_off: msg`WhatsApp stopped this number from making groups for some days, because too many offers went out in open windows. Send fewer offers and try again in a week.`,
  no_groups: msg`This number may not have groups: WhatsApp gives them only to official business accounts. Apply for one in WhatsApp Manager, or use another number.`,
  parameter: msg`WhatsApp did not take what was filled in. Check its length and its letters, and try again.`,
};
