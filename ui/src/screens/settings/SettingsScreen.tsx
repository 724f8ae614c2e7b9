import "./settings.css";

import { useLingui } from "@lingui/react/macro";
import { Archive, HardDriveDownload, Keyboard, Languages, MonitorCog, Palette, Plug, Tag, Zap } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";

import { useNavigation } from "../../app/navigation";
import type { Workspace } from "../../host/contract";
import { useAutostart } from "../../host/queries";
import { Appearance } from "./Appearance";
import { Backups } from "./Backups";
import { Computer } from "./Computer";
import { Keys } from "./Keys";
import { Labels } from "./Labels";
import { LanguageChoice } from "./LanguageChoice";
import { Numbers } from "./Numbers";
import { QuickReplies } from "./QuickReplies";
import { Retention } from "./retention/Retention";

interface Part {
  id: string;
  words: string;
  icon: ReactNode;
  page: ReactNode;
}

/** Settings: a list of parts, and the one that is open beside it. */
export default function SettingsScreen({ workspace }: { workspace: Workspace }) {
  const { t } = useLingui();
  const [chosen, setOpen] = useState("numbers");
  const connecting = useNavigation((state) => state.overlay) === "connect";
  const open = connecting ? "numbers" : chosen;
  const { settings } = workspace;
  const starts = useAutostart().data?.on ?? null;
  const parts: Part[] = [
    { id: "numbers", words: t`Numbers`, icon: <Plug aria-hidden="true" />, page: <Numbers workspace={workspace} /> },
    {
      id: "appearance",
      words: t`Appearance`,
      icon: <Palette aria-hidden="true" />,
      page: <Appearance settings={settings} />,
    },
    {
      id: "language",
      words: t`Language`,
      icon: <Languages aria-hidden="true" />,
      page: <LanguageChoice settings={settings} />,
    },
    { id: "keys", words: t`Shortcuts`, icon: <Keyboard aria-hidden="true" />, page: <Keys settings={settings} /> },
    { id: "replies", words: t`Quick replies`, icon: <Zap aria-hidden="true" />, page: <QuickReplies /> },
    { id: "labels", words: t`Labels`, icon: <Tag aria-hidden="true" />, page: <Labels /> },
    {
      id: "retention",
      words: t`How long data is kept`,
      icon: <Archive aria-hidden="true" />,
      page: <Retention accounts={workspace.accounts} />,
    },
    {
      id: "backups",
      words: t`Backups`,
      icon: <HardDriveDownload aria-hidden="true" />,
      page: <Backups workspace={workspace} />,
    },
    ...(starts === null
      ? []
      : [
          {
            id: "computer",
            words: t`This computer`,
            icon: <MonitorCog aria-hidden="true" />,
            page: <Computer on={starts} />,
          },
        ]),
  ];
  return (
    <Tabs
      className="settings"
      orientation="vertical"
      keyboardActivation="manual"
      selectedKey={open}
      onSelectionChange={(key) => setOpen(String(key))}
    >
      <div className="settings__list" data-pane="list">
        <h1 className="settings__title">{t`Settings`}</h1>
        <TabList aria-label={t`Settings`}>
          {parts.map(({ id, words, icon }) => (
            <Tab key={id} id={id} className="settings__part">
              {icon}
              {words}
            </Tab>
          ))}
        </TabList>
      </div>
      {parts.map(({ id, page }) => (
        <TabPanel key={id} id={id} className="settings__page" data-pane="page">
          {page}
        </TabPanel>
      ))}
    </Tabs>
  );
}
