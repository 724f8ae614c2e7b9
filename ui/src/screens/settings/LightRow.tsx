import "./webhook.css";

import { Circle, CircleAlert, CircleCheck, CircleDashed, CircleX } from "lucide-react";
import type { ReactNode } from "react";

/** How each light looks. */
export const LIGHTS = {
  none: <Circle aria-hidden="true" />,
  wait: <CircleDashed aria-hidden="true" />,
  ok: <CircleCheck aria-hidden="true" />,
  warn: <CircleAlert aria-hidden="true" />,
  danger: <CircleX aria-hidden="true" />,
};

/** How it is with what a light stands for. */
export type LightTone = keyof typeof LIGHTS;

/** One light: its colour has an icon and words beside it, and where something can be done, the button for it. */
export function LightRow({
  tone,
  name,
  about,
  action,
}: {
  tone: LightTone;
  name: string;
  about: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={`light__row light__row--${tone}`}>
      {LIGHTS[tone]}
      <div className="grow">
        <div>{name}</div>
        <div className="light__about">{about}</div>
      </div>
      {action}
    </div>
  );
}
