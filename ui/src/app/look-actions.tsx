import { msg } from "@lingui/core/macro";
import { AArrowDown, AArrowUp, ALargeSmall, Languages, Moon, PanelLeft, Sun } from "lucide-react";

import type { Settings } from "../host/contract";
import { useSettingsSave } from "../host/mutations";
import { useActions } from "../keys/actions";

/** Text sizes in percent, as the core keeps them. */
const SMALLEST = 90;
const LARGEST = 150;
const STEP = 10;

/** The actions that change how everything looks and speaks. */
export function useLookActions(settings: Settings): void {
  useTextActions(settings.text_size);
  useThemeActions(settings);
}

function useTextActions(size: number): void {
  const save = useSettingsSave();
  useActions([
    {
      id: "text.larger",
      title: msg`Larger text`,
      also: msg`zoom in size`,
      group: "app",
      icon: <AArrowUp aria-hidden="true" />,
      enabled: size < LARGEST,
      run: () => save.mutate({ text_size: Math.min(LARGEST, size + STEP) }),
    },
    {
      id: "text.smaller",
      title: msg`Smaller text`,
      also: msg`zoom out size`,
      group: "app",
      icon: <AArrowDown aria-hidden="true" />,
      enabled: size > SMALLEST,
      run: () => save.mutate({ text_size: Math.max(SMALLEST, size - STEP) }),
    },
    {
      id: "text.normal",
      title: msg`Normal text size`,
      also: msg`zoom reset`,
      group: "app",
      icon: <ALargeSmall aria-hidden="true" />,
      enabled: size !== 100,
      run: () => save.mutate({ text_size: 100 }),
    },
  ]);
}

function useThemeActions({ theme, language, rail_words: words }: Settings): void {
  const save = useSettingsSave();
  const other = language === "ru" ? "en" : "ru";
  useActions([
    {
      id: "theme.light",
      title: msg`Light theme`,
      also: msg`colours day white`,
      group: "app",
      icon: <Sun aria-hidden="true" />,
      enabled: theme !== "light",
      run: () => save.mutate({ theme: "light" }),
    },
    {
      id: "theme.dark",
      title: msg`Dark theme`,
      also: msg`colours night black`,
      group: "app",
      icon: <Moon aria-hidden="true" />,
      enabled: theme !== "dark",
      run: () => save.mutate({ theme: "dark" }),
    },
    {
      id: "language.other",
      title: other === "ru" ? msg`Switch to Russian` : msg`Switch to English`,
      also: msg`language русский english`,
      group: "app",
      icon: <Languages aria-hidden="true" />,
      run: () => save.mutate({ language: other }),
    },
    {
      id: "rail.words",
      title: msg`Words in the rail`,
      also: msg`hide show sections`,
      group: "app",
      icon: <PanelLeft aria-hidden="true" />,
      run: () => save.mutate({ rail_words: !words }),
    },
  ]);
}
