import { useState } from "react";

/** Whether something is open or was: what has been drawn once leaves by itself. */
export function useWasOpen(isOpen: boolean): boolean {
  const [was, setWas] = useState(isOpen);
  if (isOpen && !was) setWas(true);
  return was || isOpen;
}
