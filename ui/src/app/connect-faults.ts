import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

import type { ConnectFault } from "../host/contract";

/** What is wrong with two pasted values, what it means, and what to do. */
export function faultWords(fault: ConnectFault): MessageDescriptor {
  switch (fault.fault) {
    case "token_broken":
      return msg`This is not an access token: it has a space, a line break or a strange sign in it. Copy the token alone and paste it again.`;
    case "swapped":
      return msg`The two values changed places: the app secret stands in the field of the token. Paste each into its own field.`;
    case "secret_broken":
      return msg`This is not an app secret: that has 32 digits and letters from a to f. In the app's settings, Basic, press “Show” beside it, then copy it.`;
    case "token_unknown":
      return msg`Meta does not know this token. It was copied in part, or deleted. Make a new one for the system user.`;
    case "token_expired":
      return msg`This token has expired. Make a new one for the system user, with no end date.`;
    case "token_revoked":
      return msg`This token no longer counts, for example because a password was changed. Make a new one for the system user.`;
    case "secret_of_another_app":
      return msg`The app secret is not that of the app for which this token was made. Copy the secret of the same app.`;
    case "permission_missing":
      return msg`The token lacks the permission ${fault.permission}. Make a new token with that permission ticked.`;
    case "no_account":
      return msg`The token sees no WhatsApp Business account. In the business settings, give the system user access to the account.`;
    case "no_number":
      return msg`The WhatsApp Business account has no phone number. Add one in the WhatsApp Manager.`;
    case "not_registered":
      return msg`The number ${fault.phone} is not registered for the Cloud API. Register it in the WhatsApp Manager, then try again.`;
  }
}
