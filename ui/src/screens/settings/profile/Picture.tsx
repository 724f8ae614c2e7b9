import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";

import { fromBase64 } from "../../../host/queries";
import type { FileBytes } from "../../../host/contract";

/** The picture of a number; without one, the first letter of its name. */
export function Picture({ file, name }: { file: FileBytes | null; name: string }) {
  const { t } = useLingui();
  if (file === null) {
    return (
      <span className="profile__round" role="img" aria-label={t`No picture`}>
        {[...name][0]}
      </span>
    );
  }
  return <Shown file={file} />;
}

function Shown({ file: { mime, base64 } }: { file: FileBytes }) {
  const { t } = useLingui();
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const address = URL.createObjectURL(new Blob([fromBase64(base64)], { type: mime }));
    if (image.current !== null) image.current.src = address;
    return () => URL.revokeObjectURL(address);
  }, [mime, base64]);
  return <img ref={image} className="profile__round" alt={t`Picture of the profile`} />;
}
