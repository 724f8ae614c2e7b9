import { useEffect } from "react";

import type { Settings, Theme } from "../host/contract";
import { speak, systemLanguage } from "./i18n";

const DARK = "(prefers-color-scheme: dark)";

/** Makes the page look and speak as the settings say, at once and without drawing anything again. */
export function useAppearance(settings: Pick<Settings, "theme" | "language" | "text_size" | "compact">): void {
  const { theme, language, text_size: size, compact } = settings;
  useEffect(() => {
    const system = matchMedia(DARK);
    const apply = () => paint(theme, system.matches);
    apply();
    system.addEventListener("change", apply);
    return () => system.removeEventListener("change", apply);
  }, [theme]);
  useEffect(() => {
    void speak(language ?? systemLanguage());
  }, [language]);
  useEffect(() => {
    document.documentElement.style.fontSize = `${size}%`;
  }, [size]);
  useEffect(() => {
    document.documentElement.dataset["density"] = compact ? "compact" : "comfortable";
  }, [compact]);
}

/** Writes the theme in force on the root, where every token reads it. */
export function paint(theme: Theme, systemIsDark: boolean): void {
  const dark = theme === "dark" || (theme === "system" && systemIsDark);
  document.documentElement.dataset["theme"] = dark ? "dark" : "light";
}

/** The theme that is not in force, for the button that switches. */
export function otherTheme(): Theme {
  return document.documentElement.dataset["theme"] === "dark" ? "light" : "dark";
}
