import { type CSSProperties, type ReactNode, useEffect, useState } from "react";

/** Shows its content only after 150 ms, so that what comes at once does not flash a skeleton before. */
export function Late({ children }: { children: ReactNode }) {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return due ? children : null;
}

/** The shape of something that is on its way. It does not move. */
export function Skeleton({ width, height, round = false }: { width: string; height: string; round?: boolean }) {
  const size: CSSProperties = { width, height };
  return <span aria-hidden="true" className={round ? "skeleton skeleton--round" : "skeleton"} style={size} />;
}
