import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

import type { CommandName } from "../../host/contract";

/** What the commands do that only a hub decides, in the words of a list. */
const WORDS: Readonly<Partial<Record<CommandName, MessageDescriptor>>> = {
  message_send: msg`Message`,
  template_send: msg`Template`,
  reaction_send: msg`Reaction`,
  message_pin: msg`Pin of a message`,
  message_again: msg`Message, once more`,
  message_drop: msg`Message that is not sent`,
  note_add: msg`Note`,
  note_delete: msg`Note deleted`,
  chat_update: msg`Change of a chat`,
  chat_read: msg`Read mark`,
  quick_reply_save: msg`Quick reply`,
  quick_reply_delete: msg`Quick reply deleted`,
  label_save: msg`Label`,
  label_delete: msg`Label deleted`,
  group_create: msg`New group`,
  group_rename: msg`Change of a group`,
  group_picture: msg`Picture of a group`,
  group_sort: msg`Change of a group`,
  group_link_replace: msg`New link of a group`,
  group_delete: msg`Group deleted`,
  group_remove: msg`People removed from a group`,
  join_decide: msg`Answer to whoever asks to join`,
  join_rule_save: msg`Rule about who is let in`,
  group_welcome_save: msg`Welcome of a group`,
  invite: msg`Invitation`,
  invitations_withdraw: msg`Invitation taken back`,
  member_add: msg`New person`,
  member_name: msg`Name of a person`,
  member_label: msg`Label of a person`,
  member_merge: msg`Two people made one`,
  member_unmerge: msg`Two people taken apart`,
  people_block: msg`Person blocked`,
  person_unblock: msg`Person unblocked`,
  profile_save: msg`Business profile`,
  profile_seen: msg`Change of the business profile discarded`,
  attribute_save: msg`Attribute`,
  attribute_delete: msg`Attribute deleted`,
  attribute_set: msg`Value of a person`,
  segment_save: msg`Segment`,
  segment_delete: msg`Segment deleted`,
  purpose_save: msg`Purpose of consent`,
  wording_save: msg`Wording of consent`,
  stop_words_save: msg`Stop words`,
  consent_record: msg`Consent recorded`,
  consent_withdraw: msg`Consent withdrawn`,
  consent_ask: msg`Question for consent`,
  retention_save: msg`Rule how long data is kept`,
  contact_erase: msg`Person erased`,
};

/** What a command does; one that has no words of its own is a decision. */
export function commandWords(name: string): MessageDescriptor {
  return (WORDS as Readonly<Record<string, MessageDescriptor>>)[name] ?? msg`Decision`;
}
