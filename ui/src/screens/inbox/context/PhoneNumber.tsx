import { useLingui } from "@lingui/react/macro";
import { Eye, EyeOff } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "@/components/index.ts";
import type { ContactDetail } from "@/host/contract.ts";
import { useCommand } from "@/host/mutations.ts";
import { useTrouble } from "../actions.ts";

/** How long a whole number stays on the screen, in milliseconds (language 6). */
const SHOWN = 30_000;

/** A phone number, masked; the eye shows it whole for half a minute. */
export function PhoneNumber({ contact }: { contact: Pick<ContactDetail, "contact_id" | "phone_masked"> }) {
  const { t } = useLingui();
  const trouble = useTrouble();
  const ask = useCommand("contact_phone");
  const [phone, setPhone] = useState<string | null>(null);
  useEffect(() => {
    if (phone === null) return;
    const timer = setTimeout(() => setPhone(null), SHOWN);
    return () => clearTimeout(timer);
  }, [phone]);
  if (contact.phone_masked === null) return <span className="quiet">{t`hidden by the person`}</span>;
  const show = () =>
    ask.mutate({ contact_id: contact.contact_id }, { onSuccess: (answer) => setPhone(answer.phone), onError: trouble });
  return (
    <>
      <span className="numbers selectable">{phone ?? contact.phone_masked}</span>
      {phone === null ? (
        <IconButton size="small" label={t`Show number`} onPress={show}>
          <Eye className="inbox-icon-14" aria-hidden />
        </IconButton>
      ) : (
        <IconButton size="small" label={t`Hide number`} onPress={() => setPhone(null)}>
          <EyeOff className="inbox-icon-14" aria-hidden />
        </IconButton>
      )}
    </>
  );
}
