import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

import type { ErrorBody, ErrorCode, Refused } from "../host/contract";
import { faultWords } from "./connect-faults";
import { GROUP_REASONS } from "./group-reasons";

const CODES: Readonly<Record<ErrorCode, MessageDescriptor>> = {
  no_such_command: msg`This window and its core are of different versions. Nothing was changed. Restart Switchboard.`,
  bad_request: msg`The core did not understand this. Nothing was changed. Check what you typed.`,
  not_found: msg`It is not there any more. Nothing was changed.`,
  window_closed: msg`The 24-hour window is closed. Your text is kept as a draft. Send a template instead.`,
  no_consent: msg`There is no consent for this. Nothing was sent.`,
  blocked: msg`This person is blocked at this number. Nothing was sent. Unblock them first.`,
  evidence: msg`Nothing proves this consent, so it was not recorded. Add the message, a file or a note.`,
  suppressed: msg`This person was erased. Nothing can be recorded or sent until they write again.`,
  content: msg`WhatsApp does not take a message like this. It is kept here, so that you can change it.`,
  template: msg`A blank of the template is empty, or it cannot be sent now. Fill it in or pick another.`,
  label_kept: msg`A rule says how long people with this label are kept. Take the rule away first, under Settings.`,
  too_late: msg`It has changed meanwhile. Nothing was done, look at it again.`,
  not_here: msg`A browser cannot do this. Do it in the Switchboard window.`,
  no_device: msg`No sound device was found. Connect one and try again.`,
  offline: msg`There is no connection. Nothing was lost, try again when it is back.`,
  group_refused: msg`WhatsApp did not tell how this group is. Nothing was changed, try again in some minutes.`,
  waits_for_hub: msg`The hub cannot be reached. This waits on this computer and is done once the hub is back.`,
  hub_away: msg`The hub cannot be reached, and this cannot wait. Nothing was done, try again when it is back.`,
  unpaired: msg`The hub does not know this computer any more. What you see stays. Ask whoever runs the hub for a new code.`,
  backup: msg`This file is no backup, it is damaged, or a newer Switchboard made it. Choose another one.`,
  unreadable: msg`The file cannot be read. See whether its disk is there and you may open it, then try again.`,
  taken: msg`Something that Switchboard did not put there lies in its folder, and nothing is written over it. Move it elsewhere and try again.`,
  pairing_code: msg`The hub does not take this code: it is used once, within ten minutes, and has to be whole. Ask whoever runs the hub for a new one.`,
  credentials: msg`WhatsApp does not accept the access token. Nothing was lost. Put in a new one in Settings.`,
  connect: msg`These values connect no number. Nothing was kept. Check them and try again.`,
  no_keyring: msg`There is no keyring on this computer that is open, so nothing was kept. Unlock it, or install one, and try again.`,
  passphrase: msg`This passphrase does not open the vault. Check the language of the keyboard and type it again.`,
  held: msg`Switchboard's data is open in another program or window already. Nothing was changed. End that one and try again.`,
  newer: msg`A newer Switchboard wrote this data. Nothing was changed. Install the newer version.`,
  damaged: msg`Switchboard cannot read what it wrote: a file is damaged. Nothing was changed. Check the disk, and keep its folder and the last backup.`,
  storage: msg`Switchboard cannot write to its database. Messages are safe at the provider. Free some space on the disk, and see that you may write there.`,
  internal: msg`Something in Switchboard broke. Nothing was sent. Try again.`,
};

/** What to say when a command was not done: what happened, what it means, what to do. */
export function errorWords(body: ErrorBody): MessageDescriptor {
  if (body.code === "no_consent" && body.denial != null) return reasonWords({ reason: body.denial.refusal });
  if (body.code === "connect" && body.fault != null) return faultWords(body.fault);
  if (body.code === "group_refused" && body.refused != null) return groupReasonWords(body.refused);
  if (body.code !== "content" || body.content == null) return CODES[body.code];
  switch (body.content.problem) {
    case "empty":
      return msg`There is nothing in this message. Write something first.`;
    case "too_long":
      return msg`This text is too long: at most ${body.content.most} characters. Shorten it or send it in parts.`;
    case "too_large":
      return tooLarge(body.content.most);
    case "wrong_type":
      return msg`WhatsApp does not take files of this type. Send another one.`;
    case "not_here":
      return msg`This kind of message cannot be sent in this chat. Send a text instead.`;
    case "not_square":
      return msg`The picture has to be square, of at least ${body.content.least} pixels. Cut it and try again.`;
    case "choices":
      return msg`The choices are not as WhatsApp takes them. Check their number and length.`;
  }
}

/** Rounded down, so that what is said to fit does. */
function tooLarge(most: number): MessageDescriptor {
  return most < 1_000_000
    ? msg`This file is too large: at most ${Math.floor(most / 1000)} KB. Send a smaller one.`
    : msg`This file is too large: at most ${Math.floor(most / 1_000_000)} MB. Send a smaller one.`;
}

const REASONS: Readonly<Record<string, MessageDescriptor>> = {
  // What is said of groups, but where a message says it in other words.
  ...GROUP_REASONS,
  invitation_over: msg`The invitation is over: its day came, it was taken back, or the group is gone. Invite the person again.`,
  not_seen: msg`WhatsApp never said whether this was done, and it cannot be looked up. Look at the group on a phone; if it is not so, try again.`,
  not_done: msg`WhatsApp never said that this was done, and it does not look so. Try it again.`,
  window_closed: msg`The 24-hour window is closed. Send a template.`,
  no_consent: msg`There is no consent for this template.`,
  group_link: msg`It has the link of a group, and this person did not agree to invitations. Use Invite, or ask for that consent first.`,
  asked: msg`The question is not answered yet.`,
  not_confirmed: msg`The consent is not confirmed yet.`,
  declined: msg`The person said no to this.`,
  withdrawn: msg`The person opted out.`,
  stopped_at_provider: msg`The person stopped offers in WhatsApp.`,
  expired: msg`The consent has expired. Ask again.`,
  no_such_purpose: msg`No purpose permits templates of this kind.`,
  suppressed: msg`The person was erased.`,
  opted_out: msg`This person stopped offers in WhatsApp. Send none until they resume them.`,
  restored: msg`It waited when the backup was made from which everything here comes, and may have been done since. See how it stands, then do it again if need be.`,
  token_expired: msg`The access token expired. Put in a new one, and what waits goes out by itself.`,
  permission_missing: msg`The access token may not do this. Give it the rights, then send again.`,
  account_restricted: msg`WhatsApp restricted this number. See its notice in the Business Manager.`,
  payment: msg`WhatsApp has no valid means of payment for this number. Add one in the WhatsApp Manager.`,
  display_name: msg`The name of this number is not approved yet. See it in the WhatsApp Manager, then send again.`,
  not_registered: msg`This number is not registered at WhatsApp. Register it in the WhatsApp Manager, then send again.`,
  rate_limited: msg`Too many messages at once. It goes out by itself, wait a little.`,
  spam_limited: msg`Too many people reported this number. Stop offers and send again in some hours.`,
  maintenance: msg`WhatsApp is upgrading this number. Try again later.`,
  provider_trouble: msg`WhatsApp had a problem. Try again.`,
  parameter: msg`WhatsApp did not take this message as it is. Change it and send it again.`,
  no_such_object: msg`WhatsApp does not know this number or this chat any more. Check the number in Settings.`,
  engagement_limit: msg`WhatsApp holds offers to this person back. Try another day.`,
  not_on_whatsapp: msg`The phone could not be reached. Use another way, or send again later.`,
  not_in_test_list: msg`A test number writes only to listed people. Add this one.`,
  blocked: msg`This person is blocked at this number. Unblock them, then send again.`,
  country: msg`People in this country cannot be written to. Use another way.`,
  experiment: msg`WhatsApp keeps this person out of such messages. Wait until they write.`,
  to_ourselves: msg`This is our own number. Choose another chat.`,
  identity_changed: msg`This person has a new device. Check that it is still the same person.`,
  phone_needed: msg`This needs a phone number, and the person hides it. Ask them for it.`,
  unsupported_kind: msg`This kind of message cannot be sent here. Send a text instead.`,
  media_refused: msg`WhatsApp did not take this file. Send another one.`,
  media_gone: msg`The file is no longer at WhatsApp. Ask for it again.`,
  template_missing: msg`There is no such template in this language. Pick another.`,
  template_parameters: msg`The blanks of the template do not fit. Fill them again.`,
  template_too_long: msg`The filled template is too long. Shorten what stands in its blanks.`,
  template_policy: msg`What stands in the blanks breaks a rule of WhatsApp. Write something else there.`,
  template_paused: msg`WhatsApp paused this template. Pick another.`,
  template_disabled: msg`WhatsApp switched this template off. Pick another.`,
  marketing_off: msg`Offers cannot be sent from this number. Send a template of another kind.`,
  group_empty: msg`There is nobody in this group. Invite somebody, then send again.`,
  group_unknown: msg`This number is not in the group any more. Compare the group to see how it is.`,
  group_suspended: msg`WhatsApp suspended this group. You can read it, not write.`,
  group_rate: msg`Too much was asked about groups at once. It goes out by itself, wait a little.`,
  block_list: msg`WhatsApp did not change the list of blocked people. Try it again.`,
  block_list_full: msg`The list of blocked people is full. Unblock somebody, then try again.`,
  block_list_busy: msg`The list of blocked people is being changed. It is asked again by itself, there is nothing to do.`,
  not_written: msg`WhatsApp blocks only people who wrote in the last 24 hours. Block them when they write again.`,
  paced_pair: msg`WhatsApp takes only so many messages to one person. It goes out by itself in a moment.`,
  paced_number: msg`WhatsApp takes only so many messages a second. It goes out by itself in a moment.`,
  flow: msg`WhatsApp blocked or slowed down this form. See it in the WhatsApp Manager.`,
  pin: msg`The PIN of this number is wrong, or was tried too often. Wait a little and check it in the WhatsApp Manager.`,
  verification: msg`WhatsApp sends no code to this number now. Ask for one again later.`,
  register_limit: msg`This number was registered too often. Try again in three days.`,
  username_taken: msg`This username is taken. Choose another one.`,
  username_not_eligible: msg`This number may not have a username. See why in the WhatsApp Manager.`,
  username_elsewhere: msg`This username belongs to a page on Facebook or Instagram. Link it to the business first.`,
  insights: msg`There are no figures for this template. Switch them on in the WhatsApp Manager.`,
  already_set_up: msg`This is being set up already. Wait until it is done.`,
  migration: msg`This number is being moved, or cannot be. Finish that in the WhatsApp Manager.`,
  template_limit: msg`The business account has as many templates as it may. Delete one that nobody needs.`,
  template_in_review: msg`This template cannot be changed now. Try again tomorrow.`,
  template_form: msg`A part of the template is too long or not as it must be. Change it in the WhatsApp Manager.`,
  signup_link: msg`This signup link does not work. Make another one in the WhatsApp Manager.`,
  sync: msg`The WhatsApp Business app does not hand over its chats any more. Connect the number anew, within 24 hours.`,
  unknown_code: msg`WhatsApp refused it for a reason that is not in its list. Try it once more.`,
  offline: msg`There is no connection.`,
  no_answer: msg`WhatsApp did not answer.`,
  no_recipient: msg`There is no address for this person.`,
  too_large: msg`The file is too large.`,
  endless_list: msg`The list at WhatsApp has no end.`,
  answer_unreadable: msg`The answer of WhatsApp could not be read.`,
  redirected: msg`The answer came from another place.`,
  media_missing: msg`The file is not on this computer.`,
  media_damaged: msg`The file came damaged.`,
  foreign_host: msg`The file lies at an unknown place and was not fetched.`,
  no_address: msg`There is no address for this file.`,
  permit_expired: msg`It waited too long and was not sent. Send it again.`,
  permit_other: msg`It had changed since you sent it and was not sent. Send it again.`,
  token_malformed: msg`The access token is not complete. Paste it again.`,
  address_malformed: msg`The address of the provider is not complete.`,
  no_tls: msg`The provider's address is not secure, so nothing was sent.`,
  unknown_provider: msg`This number belongs to a provider that this version does not know.`,
};

/** The stable words that have sentences of their own. */
export const knownReasons: readonly string[] = Object.keys(REASONS);

/** Why something asked about a group was not done, and what to do. */
export function groupReasonWords(refused: Refused): MessageDescriptor {
  return GROUP_REASONS[refused.reason] ?? reasonWords(refused);
}

/** Why a message was refused or failed. The provider's number comes last. */
export function reasonWords({ reason, code }: Refused): MessageDescriptor {
  const known = REASONS[reason];
  if (known !== undefined) return known;
  return code == null ? msg`It was not taken.` : msg`WhatsApp refused it (${code}).`;
}
