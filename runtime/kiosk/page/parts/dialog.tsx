import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

export type DialogProps = {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly class?: string;
};

/** A question that lies over everything. Focus goes into it and comes back when it is gone. */
export function Dialog({ title, children, ...props }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const { current } = dialog;
    if (current?.isConnected) current.showModal();
    return () => current?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog ${props.class ?? ""}`}
      aria-labelledby={titleId}
      // It goes when it is answered, not by a key that a kiosk has not.
      onCancel={(event) => event.preventDefault()}
    >
      <h2 id={titleId}>{title}</h2>
      {children}
    </dialog>
  );
}
