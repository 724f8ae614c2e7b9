import { Check, CheckCheck, CircleAlert, CircleHelp, Clock } from "lucide-react";

import type { DeliveryStatus } from "../host/contract";

/** The tick that repeats what the receipt line says in words. */
export function ReceiptIcon({ status }: { status: DeliveryStatus }) {
  switch (status) {
    case "queued":
    case "sending":
      return <Clock aria-hidden="true" />;
    case "accepted":
    case "sent":
      return <Check aria-hidden="true" />;
    case "delivered":
    case "read":
    case "played":
      return <CheckCheck aria-hidden="true" />;
    case "unknown":
      return <CircleHelp aria-hidden="true" />;
    case "refused":
    case "failed":
    case "cancelled":
    case "discarded":
      return <CircleAlert aria-hidden="true" />;
  }
}
