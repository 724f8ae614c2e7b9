import "./outcome-triple.css";

import { select } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { AppWindow, CircleDot, Volume2, VolumeX } from "lucide-react";
import type { ReactNode } from "react";
import { ToggleButton } from "react-aria-components";

import type { Lets, Outcome } from "../host/contract";

/** Sound, banner and badge of an outcome. */
export function letsOf({ sound, banner, badge }: Outcome): Lets {
  return { sound: sound.from !== "silent", banner, badge };
}

const state = (on: boolean) => (on ? "on" : "off");

/** Sound, banner, badge as three small tiles, always in this order. With `onChange` each is a switch. */
export function OutcomeTriple({ lets, onChange }: { lets: Lets; onChange?: (lets: Lets) => void }) {
  const { t } = useLingui();
  const { sound, banner, badge } = lets;
  const tiles: { id: keyof Lets; words: string; icon: ReactNode }[] = [
    { id: "sound", words: t`Sound`, icon: sound ? <Volume2 aria-hidden="true" /> : <VolumeX aria-hidden="true" /> },
    { id: "banner", words: t`Banner`, icon: <AppWindow aria-hidden="true" /> },
    { id: "badge", words: t`Badge`, icon: <CircleDot aria-hidden="true" /> },
  ];
  if (onChange === undefined) {
    const sounds = t`${select(state(sound), { on: "Sound on", other: "Sound off" })}`;
    const banners = t`${select(state(banner), { on: "banner on", other: "banner off" })}`;
    const badges = t`${select(state(badge), { on: "badge on", other: "badge off" })}`;
    return (
      <span className="triple" role="img" aria-label={t`${sounds}, ${banners}, ${badges}`}>
        {tiles.map(({ id, icon }) => (
          <span key={id} className={`triple__tile triple__tile--${id}`} data-selected={lets[id] || undefined}>
            {icon}
          </span>
        ))}
      </span>
    );
  }
  return (
    <span className="triple" role="group" aria-label={t`What comes through`}>
      {tiles.map(({ id, words, icon }) => (
        <ToggleButton
          key={id}
          className={`triple__tile triple__tile--${id} triple__tile--switch`}
          aria-label={words}
          isSelected={lets[id]}
          onChange={(on) => onChange({ ...lets, [id]: on })}
        >
          {icon}
        </ToggleButton>
      ))}
    </span>
  );
}
