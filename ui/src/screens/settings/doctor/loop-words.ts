import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

import type { LoopOutcome } from "../../../host/contract";

/** What an outcome is called, and what to do about it. */
interface LoopWords {
  tone: "ok" | "warn" | "danger";
  name: MessageDescriptor;
  about: MessageDescriptor;
}

const words = (tone: LoopWords["tone"], name: MessageDescriptor, about: MessageDescriptor): LoopWords => ({
  tone,
  name,
  about,
});

/** The words of every outcome of a test. What belongs to one (a time, a status) stands beside them. */
export const LOOPS: Readonly<Record<LoopOutcome["outcome"], LoopWords>> = {
  arrived: words(
    "ok",
    msg`The test came in`,
    msg`It went out to the public address and came in here. Whether Meta sends is shown by the light of the webhook.`,
  ),
  no_credentials: words(
    "danger",
    msg`There is nothing to sign a test with`,
    msg`Connect a number, or open the keyring or the vault in which the app secret lies.`,
  ),
  no_address: words(
    "warn",
    msg`It is not known which address leads here`,
    msg`Choose below how webhooks come in, and send the test again.`,
  ),
  no_answer: words(
    "danger",
    msg`Nothing answers at the address`,
    msg`Start the tunnel or the hub behind it. Some routers do not let a computer reach its own address: if messages come in, nothing is wrong.`,
  ),
  signature_refused: words(
    "danger",
    msg`The signature was not taken`,
    msg`Whoever answers there has another app secret, or something on the way changes what is sent.`,
  ),
  elsewhere: words(
    "danger",
    msg`Somebody else answers at the address`,
    msg`The test was taken, but not by this Switchboard. Have the address lead here, or choose another way below.`,
  ),
  not_passed_on: words(
    "danger",
    msg`The test was not passed on`,
    msg`Something stands before Switchboard and turned it away. Look into the settings of the proxy or the tunnel.`,
  ),
  answer_lost: words(
    "danger",
    msg`The test came in, but its answer was lost`,
    msg`Meta would take that for a failure and deliver everything again. Look into the settings of the proxy or the tunnel.`,
  ),
};
