import "./webhook.css";

import type { ReactNode } from "react";

import { LIGHTS, type LightTone } from "./LightRow";

/** A line of a number's card: its light, what it is about, what is said of it, and what can be done. */
export function LightLine({
  tone,
  name,
  about,
  action,
  children,
}: {
  tone: LightTone;
  name: string;
  about?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={`light-line light__row--${tone}`}>
      {LIGHTS[tone]}
      <div className="light-line__name">{name}</div>
      <div className="grow">
        <div className="light-line__said">{children}</div>
        {about !== undefined && <div className="light__about">{about}</div>}
      </div>
      {action}
    </div>
  );
}
