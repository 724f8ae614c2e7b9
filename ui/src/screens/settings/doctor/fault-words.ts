import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

import type { Fault } from "../../../host/contract";

/** What Switchboard can do about a fault by itself: open where the values are pasted, or tell the provider the address. */
export type Mend = "values" | "callback" | null;

/** What a fault is called, what to do about it, and what can be done from here. */
export interface FaultWords {
  name: MessageDescriptor;
  about: MessageDescriptor;
  mend: Mend;
}

const words = (name: MessageDescriptor, about: MessageDescriptor, mend: Mend = null): FaultWords => ({
  name,
  about,
  mend,
});

/** The words of every fault. What belongs to one (an address, a time) stands beside them. */
export const FAULTS: Readonly<Record<Fault["fault"], FaultWords>> = {
  no_credentials: words(
    msg`There is no access token`,
    msg`Connect a number, or open the keyring or the vault in which the token lies.`,
    "values",
  ),
  provider_unreachable: words(
    msg`Meta does not answer`,
    msg`Is there a connection to the internet? Messages wait and go out by themselves.`,
  ),
  provider_trouble: words(
    msg`Meta answers with an error of its own`,
    msg`Usually it passes. Check again in a few minutes.`,
  ),
  token_expired: words(
    msg`The access token has expired`,
    msg`Nothing goes out. Make a token of a system user, which does not expire, and paste it here.`,
    "values",
  ),
  token_refused: words(
    msg`Meta does not take the access token`,
    msg`It was taken back, or is not whole. Make a new one and paste it here.`,
    "values",
  ),
  permission_missing: words(
    msg`The access token lacks a permission`,
    msg`Make a token that has it, and paste it here.`,
    "values",
  ),
  rate_limited: words(msg`Meta asks for fewer calls`, msg`Nothing to do: messages wait and go out by themselves.`),
  wrong_secret: words(
    msg`The app secret is wrong`,
    msg`What comes in cannot be checked and is turned away. Copy the secret of the app for which the token was made.`,
    "values",
  ),
  forged: words(
    msg`A wrong signature was turned away`,
    msg`The app secret is right: somebody else knows the address. Nothing was stored, nothing is to do.`,
  ),
  door_unreachable: words(
    msg`Switchboard does not answer at the webhook's address`,
    msg`What people write does not arrive. Start the tunnel or the hub behind the address, or choose another way below.`,
  ),
  no_callback: words(
    msg`Meta delivers webhooks nowhere`,
    msg`What people write does not arrive. Set the address.`,
    "callback",
  ),
  callback_elsewhere: words(
    msg`Meta delivers webhooks elsewhere`,
    msg`What people write goes to another address. Set ours again; the other one receives nothing from then on.`,
    "callback",
  ),
  override_only: words(
    msg`Opt-outs and template news do not arrive`,
    msg`Messages come by an override of the address alone. Set the app's own address.`,
    "callback",
  ),
  not_attached: words(
    msg`The app is not attached to the business account`,
    msg`What people write does not arrive. Set the address again: that attaches it.`,
    "callback",
  ),
  fields_missing: words(
    msg`The app is not subscribed to everything`,
    msg`Some news do not arrive. Set the address again: that subscribes to every field.`,
    "callback",
  ),
  not_registered: words(
    msg`The number is not registered`,
    msg`Nothing goes out or comes in. Register it in WhatsApp Manager, under phone numbers.`,
  ),
  restricted: words(
    msg`Meta restricts the account`,
    msg`Read the notice in Business Support Home, and ask there for a review if it is a mistake.`,
  ),
  quality_low: words(
    msg`People block or report what the number sends`,
    msg`Send less, and only to whoever asked for it: a low quality ends in a restriction.`,
  ),
  silent: words(
    msg`It is unusually quiet`,
    msg`At this hour of the week something usually comes in. Send a message from your phone: if it does not arrive, send a test, and check the webhook below.`,
  ),
  clock_off: words(
    msg`This computer's clock is wrong`,
    msg`Times and 24-hour windows are wrong with it. Set the clock, or switch on setting it by network.`,
  ),
};
