import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

import type { Standing, StandingFact } from "../../../host/contract";

/** How bad it is. */
export type Tone = "plain" | "ok" | "warn" | "danger";

/** What a line of the number's card says: its name, the provider's word in ours, what it means and what to do. */
export interface StandingWords {
  name: MessageDescriptor;
  value: MessageDescriptor;
  about?: MessageDescriptor;
  tone: Tone;
}

type Known = Readonly<Record<string, Omit<StandingWords, "name">>>;

const ok = (value: MessageDescriptor, about?: MessageDescriptor): Omit<StandingWords, "name"> =>
  said("ok", value, about);
const plain = (value: MessageDescriptor, about?: MessageDescriptor) => said("plain", value, about);
const warn = (value: MessageDescriptor, about?: MessageDescriptor) => said("warn", value, about);
const danger = (value: MessageDescriptor, about?: MessageDescriptor) => said("danger", value, about);

function said(tone: Tone, value: MessageDescriptor, about?: MessageDescriptor): Omit<StandingWords, "name"> {
  return about === undefined ? { tone, value } : { tone, value, about };
}

const NAMES: Readonly<Record<StandingFact, MessageDescriptor>> = {
  quality: msg`Quality`,
  status: msg`State`,
  limit: msg`New people in 24 hours`,
  throughput: msg`Messages a second`,
  name: msg`Display name`,
  new_name: msg`New display name`,
  username: msg`Username`,
  official: msg`Official account`,
  review: msg`Review`,
  restriction: msg`Restriction`,
  ban: msg`Account`,
  violation: msg`Broken rule`,
  business: msg`Business account`,
  alert: msg`Warning`,
  pin: msg`PIN`,
  country: msg`Country`,
  notice: msg`Notice`,
};

const REJECTED = msg`WhatsApp rejected it. See why in the WhatsApp Manager.`;

const WORDS: Readonly<Record<StandingFact, Known>> = {
  quality: {
    GREEN: ok(msg`high`),
    YELLOW: warn(msg`medium`, msg`Some people blocked or reported this number. Write less often.`),
    RED: danger(msg`low`, msg`Many people blocked or reported this number. Write only to who asked for it.`),
    UNKNOWN: plain(msg`not rated yet`),
    NA: plain(msg`not rated yet`),
  },
  status: {
    CONNECTED: ok(msg`connected`),
    FLAGGED: danger(
      msg`flagged`,
      msg`Its quality is low. If it stays so for seven days, fewer people can be written to.`,
    ),
    RESTRICTED: danger(msg`restricted`, msg`Nobody new can be written to until tomorrow. Answers go out.`),
    RATE_LIMITED: warn(msg`slowed down`, msg`Too much was sent at once. It passes by itself.`),
    PENDING: warn(msg`being set up`, msg`Register the number in the WhatsApp Manager.`),
    UNVERIFIED: warn(msg`not verified`, msg`Verify the number in the WhatsApp Manager.`),
    DISCONNECTED: danger(msg`disconnected`, msg`Register the number again in the WhatsApp Manager.`),
    MIGRATED: danger(msg`moved away`, msg`The number belongs to another business account now.`),
    DELETED: danger(msg`deleted`, msg`The number was deleted in the WhatsApp Manager.`),
    BANNED: danger(msg`banned`, msg`Ask for a review in Meta's Business Support.`),
  },
  limit: { unlimited: ok(msg`no limit`) },
  throughput: { STANDARD: plain(msg`80`), HIGH: ok(msg`1,000`) },
  name: {
    APPROVED: ok(msg({ message: "approved", context: "a name" })),
    AVAILABLE_WITHOUT_REVIEW: ok(msg({ message: "approved without a review", context: "a name" })),
    PENDING_REVIEW: warn(msg`under review`, msg`People see the phone number until it is approved.`),
    DECLINED: danger(msg({ message: "declined", context: "a name" }), REJECTED),
    EXPIRED: warn(msg({ message: "expired", context: "a name" }), msg`Ask for it again in the WhatsApp Manager.`),
    NONE: warn(msg`none`, msg`Choose one in the WhatsApp Manager.`),
  },
  new_name: {
    APPROVED: ok(msg({ message: "approved", context: "a name" })),
    AVAILABLE_WITHOUT_REVIEW: ok(msg({ message: "approved without a review", context: "a name" })),
    PENDING: plain(msg`under review`),
    PENDING_REVIEW: plain(msg`under review`),
    DEFERRED: plain(msg`under review`),
    REJECTED: danger(msg({ message: "rejected", context: "a name" }), REJECTED),
    DECLINED: danger(msg({ message: "rejected", context: "a name" }), REJECTED),
    EXPIRED: warn(msg({ message: "expired", context: "a name" }), msg`Ask for it again in the WhatsApp Manager.`),
  },
  username: {
    approved: ok(msg({ message: "in use", context: "a name" })),
    reserved: plain(msg({ message: "reserved", context: "a name" })),
    deleted: warn(msg({ message: "deleted", context: "a name" })),
  },
  official: {
    yes: ok(msg`yes`, msg`Groups can be used.`),
    no: plain(msg`no`, msg`WhatsApp allows groups only to Official Business Accounts.`),
  },
  review: {
    APPROVED: ok(msg`passed`),
    PENDING: plain(msg`under way`),
    DEFERRED: plain(msg`put off`),
    REJECTED: danger(msg`not passed`, msg`Ask for another review in Meta's Business Support.`),
  },
  restriction: {
    RESTRICTED_BIZ_INITIATED_MESSAGING: danger(
      msg`no templates`,
      msg`Only people who wrote within 24 hours can be answered.`,
    ),
    RESTRICTED_CUSTOMER_INITIATED_MESSAGING: danger(
      msg`no answers`,
      msg`Nobody can be answered, not even within 24 hours.`,
    ),
    RESTRICTED_ADD_PHONE_NUMBER_ACTION: warn(
      msg`no more numbers`,
      msg`No number can be added to the business account.`,
    ),
    RESTRICTED_BIZ_INITIATED_CALLING: warn(msg`no calls to people`),
    RESTRICTED_USER_INITIATED_CALLING: warn(msg`no calls from people`),
  },
  ban: {
    DISABLE: danger(msg`switched off`, msg`Nothing can be sent. Ask for a review in Meta's Business Support.`),
    SCHEDULE_FOR_DISABLE: danger(
      msg`will be switched off`,
      msg`Ask for a review in Meta's Business Support before that day.`,
    ),
    REINSTATE: ok(msg`switched on again`),
  },
  violation: {},
  business: {
    ACCOUNT_DELETED: danger(msg`deleted`, msg`Nothing can be sent or received.`),
    ACCOUNT_OFFBOARDED: danger(
      msg`disconnected`,
      msg`The WhatsApp Business app disconnected it. Connect it there again.`,
    ),
    ACCOUNT_RECONNECTED: ok(msg`connected again`),
    PARTNER_REMOVED: warn(msg`a partner was removed`, msg`If it is the one of this app, its token stops working.`),
    PARTNER_APP_UNINSTALLED: warn(msg`the app was taken off`, msg`Webhooks stop. Connect the number again.`),
    PARTNER_APP_INSTALLED: ok(msg`the app was put on`),
  },
  alert: {},
  pin: {
    PIN_CHANGED: warn(msg`changed`, msg`If it was none of you, change it in the WhatsApp Manager.`),
    PIN_RESET_REQUEST: warn(msg`somebody asks to reset it`, msg`If it is none of you, secure the business account.`),
    PIN_REQUEST_SUCCESS: warn(msg`reset`, msg`If it was none of you, change it in the WhatsApp Manager.`),
  },
  country: {},
  notice: {
    AD_ACCOUNT_LINKED: plain(msg`an ad account was linked`),
    AUTH_INTL_PRICE_ELIGIBILITY_UPDATE: plain(msg`codes sent abroad have another price`),
    VOLUME_BASED_PRICING_TIER_UPDATE: plain(msg`another price for the amount sent`),
    MM_LITE_TERMS_SIGNED: plain(msg`the terms for marketing messages were accepted`),
    PARTNER_ADDED: plain(msg`a partner was added`),
    PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE: plain(msg`a partner's verification of the business moved on`),
    VERIFIED_ACCOUNT: ok(msg`the number was verified`),
  },
};

/** Warnings are told apart by their kind; the word says how grave they are. */
const ALERTS: Readonly<Record<string, MessageDescriptor>> = {
  OBA_APPROVED: msg`now an Official Business Account`,
  OBA_REJECTED: msg`no Official Business Account`,
  PROFILE_PICTURE_LOST: msg`the profile picture is gone`,
  INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED: msg`no higher limit yet`,
  INCREASED_CAPABILITIES_ELIGIBILITY_FAILED: msg`no higher limit`,
  INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO: msg`WhatsApp wants to know more before it raises the limit`,
};

const GRAVE: Readonly<Record<string, Tone>> = { CRITICAL: "danger", WARNING: "warn" };

/** What is said of it. A word that nobody knows yet is shown as it is. */
export function standingWords({ fact, subject, value }: Standing): StandingWords {
  const name = NAMES[fact];
  if (fact === "alert")
    return { name, value: ALERTS[subject ?? ""] ?? raw(subject ?? value), tone: GRAVE[value] ?? "plain" };
  if (fact === "violation") return { name, ...danger(raw(value)) };
  const known = WORDS[fact][value];
  return known === undefined ? { name, ...plain(raw(value)) } : { name, ...known };
}

function raw(word: string): MessageDescriptor {
  return { id: word, message: word };
}
