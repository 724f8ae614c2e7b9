import { useLingui } from "@lingui/react/macro";
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";

import { Button } from "../../components";

/** One step: what it is about, what is to be done, and the way on and back. Enter goes on. */
export function Page({
  title,
  about,
  onNext,
  onBack,
  next,
  remark,
  takesFocus = false,
  children,
}: {
  title: string;
  about: ReactNode;
  onNext: () => void;
  onBack?: (() => void) | undefined;
  /** The button that goes on, of type `submit`. */
  next: ReactNode;
  /** Stands before it. */
  remark?: ReactNode;
  /** Whether the title takes the focus, where nothing in the step does. */
  takesFocus?: boolean;
  children: ReactNode;
}) {
  const { t } = useLingui();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onNext();
  };
  const enter = (event: KeyboardEvent) => {
    const onItsOwn = event.target instanceof Element && event.target.closest("button,a,input,textarea") !== null;
    if (event.key !== "Enter" || onItsOwn) return;
    event.preventDefault();
    onNext();
  };
  return (
    // Enter goes on wherever the focus is; the button that does the same is below.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form className="first__form" onSubmit={submit} onKeyDown={enter} noValidate>
      <div className="first__body">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p className="first__about">{about}</p>
        {children}
      </div>
      <div className="first__foot">
        {onBack !== undefined && <Button onPress={onBack}>{t`Back`}</Button>}
        <span className="grow" />
        {remark}
        {next}
      </div>
    </form>
  );
}
