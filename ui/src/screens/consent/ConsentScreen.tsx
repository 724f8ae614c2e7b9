import "./consent.css";

import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { Plus, UserRoundSearch, X } from "lucide-react";
import { useEffect, useRef } from "react";

import { type ConsentTab, openConsent, useNavigation } from "../../app/navigation";
import { Button, IconButton, Tabs } from "../../components";
import { useConsentOverview } from "../../host/consent";
import { useActions } from "../../keys/actions";
import { chordFor } from "../../keys/map";
import { Checker } from "./check/Checker";
import { Figures } from "./Figures";
import { Ledger } from "./ledger/Ledger";
import { ExportMenu } from "./paper/ExportMenu";
import { ReportTab } from "./report/ReportTab";
import { Verified } from "./Verified";
import { openRecord, setDrawer, useConsentView } from "./view";
import { WordingTab } from "./wording/WordingTab";

/** Consent: the ledger, what is asked and withdrawn, the texts, and beside them the answer to who may be written to. */
export default function ConsentScreen() {
  const { t } = useLingui();
  const { data: overview } = useConsentOverview();
  const drawer = useConsentView((view) => view.drawer);
  const person = useConsentView((view) => view.person);
  const record = () => openRecord({ person });
  useActions([
    { id: "consent.new", title: msg`Record a consent`, group: "app", keyOnly: true, run: record },
    {
      id: "consent.close",
      title: msg`Close the panel`,
      group: "app",
      keyOnly: true,
      enabled: drawer,
      run: () => setDrawer(false),
    },
  ]);
  return (
    <div className="consent">
      <section className="consent__main" data-pane="page" aria-label={t`Consent`}>
        <div className="consent__head">
          <div className="grow">
            <h1>{t`Consent`}</h1>
            <p className="consent__about">{t`Every entry is kept. A change adds a new line, nothing is rewritten.`}</p>
          </div>
          <div className="consent__tools">
            <Button className="consent__narrow" onPress={() => setDrawer(true)}>
              <UserRoundSearch aria-hidden="true" />
              {t`Who may I message?`}
            </Button>
            <ExportMenu />
            <Button kind="primary" onPress={record}>
              <Plus aria-hidden="true" />
              {t`Record a consent`}
            </Button>
          </div>
        </div>
        <Figures overview={overview} />
        <Pages waiting={overview?.waiting ?? 0} withdrawn={overview?.withdrawn ?? 0} />
      </section>
      <Side />
    </div>
  );
}

function Pages({ waiting, withdrawn }: { waiting: number; withdrawn: number }) {
  const { t } = useLingui();
  const tab = useNavigation((state) => state.consent);
  const { data: overview } = useConsentOverview();
  return (
    <Tabs<ConsentTab>
      label={t`Parts of consent`}
      value={tab}
      onChange={openConsent}
      end={overview === undefined ? null : <Verified checked={overview.checked} />}
      pages={[
        { id: "ledger", words: t`Ledger`, page: <Ledger part="all" /> },
        { id: "pending", words: t`Pending`, count: waiting, page: <Ledger part="pending" /> },
        { id: "withdrawals", words: t`Withdrawals`, count: withdrawn, page: <Ledger part="withdrawals" /> },
        { id: "wording", words: t`Wording`, page: <WordingTab /> },
        { id: "report", words: t`Report`, page: <ReportTab /> },
      ]}
    />
  );
}

/** The answer to who may be written to; in a narrow window a drawer over the table. */
function Side() {
  const { t } = useLingui();
  const drawer = useConsentView((view) => view.drawer);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    // Beside the table nothing was opened.
    if (!drawer || box.current === null || getComputedStyle(box.current).position !== "absolute") return;
    const before = document.activeElement;
    box.current.querySelector<HTMLElement>("input")?.focus();
    return () => (before instanceof HTMLElement && before.isConnected ? before.focus() : undefined);
  }, [drawer]);
  return (
    <aside
      ref={box}
      className={drawer ? "consent__side consent__side--open" : "consent__side"}
      aria-label={t`Who may I message?`}
      data-pane="side"
    >
      <span className="consent__close">
        <IconButton label={t`Close`} chord={chordFor("consent.close")} onPress={() => setDrawer(false)}>
          <X aria-hidden="true" />
        </IconButton>
      </span>
      <Checker />
    </aside>
  );
}
