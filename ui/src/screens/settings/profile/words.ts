import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

import { reasonWords } from "../../../app/errors";
import type { ProfileChange, Refused } from "../../../host/contract";

/** Lines of business, by WhatsApp's words. */
const VERTICALS: Readonly<Record<string, MessageDescriptor>> = {
  OTHER: msg`Something else`,
  AUTO: msg`Cars`,
  BEAUTY: msg`Beauty and care`,
  APPAREL: msg`Clothing`,
  EDU: msg`Education`,
  ENTERTAIN: msg`Entertainment`,
  EVENT_PLAN: msg`Events`,
  FINANCE: msg`Finance`,
  GROCERY: msg`Groceries`,
  GOVT: msg`Public service`,
  HOTEL: msg`Hotels`,
  HEALTH: msg`Health`,
  NONPROFIT: msg`Non-profit`,
  PROF_SERVICES: msg`Professional services`,
  RETAIL: msg`Retail`,
  TRAVEL: msg`Travel and transport`,
  RESTAURANT: msg`Restaurants and cafés`,
  NOT_A_BIZ: msg`Not a business`,
};

/** A line of business; a word that nobody knows is shown as it is. */
export function verticalWords(word: string): MessageDescriptor {
  if (word === "" || word === "UNDEFINED") return msg`Not said`;
  return VERTICALS[word] ?? { id: word, message: word };
}

const REASONS: Readonly<Record<string, MessageDescriptor>> = {
  parameter: msg`WhatsApp did not take what was filled in. Check that the email and the websites are whole addresses, shorten long texts, and save again.`,
  token_expired: msg`The access token expired. Put in a new one, then save again.`,
  permission_missing: msg`The access token may not change the profile. Give it the right “whatsapp_business_management”, then save again.`,
  rate_limited: msg`Too much was asked at once. It is asked again by itself, wait a little.`,
  provider_trouble: msg`WhatsApp had a problem. It is asked again by itself, wait a little.`,
  not_registered: msg`This number is not registered at WhatsApp. Register it in the WhatsApp Manager, then save again.`,
};

/** Why a profile was not changed, and what to do. */
export function profileReasonWords(refused: Refused, change: ProfileChange): MessageDescriptor {
  if (refused.reason === "parameter" && change.picture != null) {
    return msg`WhatsApp did not take this picture. Choose another one, square and not too small.`;
  }
  return REASONS[refused.reason] ?? reasonWords(refused);
}
