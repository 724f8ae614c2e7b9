import type { ReactNode } from "react";

/** One page of the settings: its name, a sentence about it, its cards. */
export function Section({
  title,
  about,
  action,
  children,
}: {
  title: string;
  about?: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="settings__section">
      <div className="settings__head">
        <div className="grow">
          <h2>{title}</h2>
          {about !== undefined && <p>{about}</p>}
        </div>
        {action}
      </div>
      {children}
    </div>
  );
}

/** A line of a card: what it is about on the left, its control on the right. */
export function Line({ name, about, children }: { name: string; about?: string; children: ReactNode }) {
  return (
    <div className="settings__line">
      <div className="grow">
        <div>{name}</div>
        {about !== undefined && <div className="settings__about">{about}</div>}
      </div>
      {children}
    </div>
  );
}
