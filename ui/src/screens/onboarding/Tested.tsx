import { useLingui } from "@lingui/react/macro";

import { Button } from "../../components";
import type { Opened as What } from "../../host/contract";
import { Opened } from "../settings/Opened";
import { Page } from "./Page";

/** What the two values open. They are kept by now. */
export function Tested({ opened, onBack, onNext }: { opened: What; onBack: () => void; onNext: () => void }) {
  const { t } = useLingui();
  return (
    <Page
      title={t`The values work`}
      about={t`They are kept on this computer and are sent to Meta only.`}
      onBack={onBack}
      onNext={onNext}
      next={
        <Button kind="primary" size="large" type="submit" chord="Enter">
          {t`Continue`}
        </Button>
      }
    >
      <div className="first__fields">
        <Opened opened={opened} />
      </div>
    </Page>
  );
}
