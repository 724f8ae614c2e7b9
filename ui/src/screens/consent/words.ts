import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

import type {
  ConsentState,
  EvidenceKind,
  Grade,
  ImportFault,
  PurposeId,
  Refusal,
  Source,
  TemplateCategory,
} from "../../host/contract";

/** The words of a purpose that comes with the product. */
export interface PurposeWords {
  /** Its name. */
  name: MessageDescriptor;
  /** The same for a column or a segment. */
  short: MessageDescriptor;
  /** Its letter before the number of a text: M-4. */
  code: string;
  /** What the verdict says. */
  yes: MessageDescriptor;
  no: MessageDescriptor;
}

/** The purposes that come with the product; an operator's own have a title. */
export const PURPOSES: Readonly<Record<PurposeId, PurposeWords>> = {
  service_replies: {
    name: msg`Service replies`,
    short: msg`Service`,
    code: "S",
    yes: msg`Yes, you may answer`,
    no: msg`No free answer now`,
  },
  order_updates: {
    name: msg`Order updates`,
    short: msg`Orders`,
    code: "O",
    yes: msg`Yes, about orders`,
    no: msg`No, not about orders`,
  },
  offers: {
    name: msg`Offers and news`,
    short: msg`Offers`,
    code: "M",
    yes: msg`Yes, for offers`,
    no: msg`No, not for offers`,
  },
  group_invitations: {
    name: msg`Group invitations`,
    short: msg`Invite`,
    code: "G",
    yes: msg`Yes, for group invitations`,
    no: msg`No, not for group invitations`,
  },
};

/** What became of a permission. */
export const STATES: Readonly<Record<ConsentState, MessageDescriptor>> = {
  requested: msg`Asked`,
  granted: msg`Granted`,
  confirmed: msg`Confirmed`,
  refused: msg`Refused`,
  withdrawn: msg`Withdrawn`,
  expired: msg`Expired`,
  resumed: msg`Resumed`,
};

/** How we know. */
export const SOURCES: Readonly<Record<Source, MessageDescriptor>> = {
  wrote_first: msg`Wrote first`,
  message: msg`Message`,
  paper_form: msg`Paper form`,
  call: msg`Call`,
  in_person: msg`In person`,
  web_form: msg`Web form`,
  double_opt_in: msg`Question with buttons`,
  unreached: msg`Not delivered`,
  import: msg`Imported list`,
  keyword: msg`Keyword`,
  button: msg`Button`,
  provider: msg`WhatsApp`,
  signup_link: msg`Sign-up link`,
  operator: msg`Operator`,
  silence: msg`No answer`,
};

/** What kind of thing proves it. */
export const EVIDENCE: Readonly<Record<EvidenceKind, MessageDescriptor>> = {
  message: msg`Message`,
  file: msg`File`,
  note: msg`In words`,
  list: msg`List`,
  system: msg`System`,
};

/** What a grade of the proof means. */
export const GRADES: Readonly<Record<Grade, MessageDescriptor>> = {
  a: msg`Proof A: the person’s own act, kept here`,
  b: msg`Proof B: a form or a file`,
  c: msg`Proof C: what an operator wrote down`,
  d: msg`Proof D: a list from elsewhere`,
};

/** Why the gate says no, in two words for a chip. */
export const REFUSAL_CHIPS: Readonly<Record<Refusal, MessageDescriptor>> = {
  window_closed: msg`window closed`,
  no_consent: msg`no consent`,
  asked: msg`no answer yet`,
  not_confirmed: msg`not confirmed`,
  declined: msg`refused`,
  withdrawn: msg`opted out`,
  stopped_at_provider: msg`stopped in WhatsApp`,
  expired: msg`expired`,
  no_such_purpose: msg`no purpose`,
  blocked: msg`blocked`,
  group_link: msg`link of a group`,
};

/** Why a template may not be sent, as a sentence. */
export const REFUSAL_SENTENCES: Readonly<Record<Refusal, MessageDescriptor>> = {
  window_closed: msg`The 24-hour window is closed.`,
  no_consent: msg`There is no consent for templates of this kind.`,
  asked: msg`The question whether this is welcome is not answered yet.`,
  not_confirmed: msg`The consent for templates of this kind is not confirmed yet.`,
  declined: msg`The person said no to templates of this kind.`,
  withdrawn: msg`The person opted out of templates of this kind.`,
  stopped_at_provider: msg`The person stopped offers in WhatsApp.`,
  expired: msg`The consent for templates of this kind has expired.`,
  no_such_purpose: msg`No purpose permits templates of this kind. Permit them under Consent, Wording.`,
  blocked: msg`This person is blocked at this number.`,
  group_link: msg`It has the link of a group, and this person did not agree to invitations. Use Invite, or ask for that consent first.`,
};

/** What a purpose permits to be sent. */
export const PERMITS: Readonly<Record<TemplateCategory, MessageDescriptor>> = {
  marketing: msg`templates: offers and news`,
  utility: msg`templates: orders and service`,
  authentication: msg`templates: login codes`,
};

/** What is wrong with a line of a list. */
export const FAULTS: Readonly<Record<ImportFault, MessageDescriptor>> = {
  phone: msg`the phone cannot be read`,
  purpose: msg`there is no such purpose`,
  grade: msg`the grade is none of A, B, C, D`,
  date: msg`the date cannot be read`,
  line: msg`the line has too few columns`,
};

/** Whether a question makes sense where the gate says this: whoever said no begins again by themselves. */
export function canBeAsked(refusal: Refusal): boolean {
  return refusal === "no_consent" || refusal === "expired" || refusal === "not_confirmed";
}
