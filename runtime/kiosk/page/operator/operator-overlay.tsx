import { useEffect, useRef } from "preact/hooks";
import type { OperatorView } from "../../wire/kiosk-view.ts";
import { Button } from "../parts/button.tsx";
import { IntentButton } from "../parts/intent-button.tsx";
import { Icon } from "../pictures/icon.tsx";
import { isDeskOpen, link, session, view, words } from "../state.ts";
import { DeskObjection } from "./desk-objection.tsx";
import { LockScreen } from "./lock-screen.tsx";
import { OpenDesk } from "./open-desk.tsx";

/** The officers' side, over everything while it is open: locked, or the desk. */
export function OperatorOverlay() {
  const shown = view.value;
  if (!isDeskOpen.value || shown === null) return null;
  return <Desk key={session.value} operator={shown.operator} />;
}

function Desk({ operator }: { readonly operator: OperatorView }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const { current } = dialog;
    if (current?.isConnected) current.showModal();
    return () => current?.close();
  }, []);
  const { desk, chrome } = words.value;
  const isLost = link.value === "lost";
  return (
    <dialog
      ref={dialog}
      class="desk"
      aria-label={desk.open}
      // A keyboard that somebody plugs in closes it as the button does.
      onCancel={(event) => {
        event.preventDefault();
        isDeskOpen.value = false;
      }}
    >
      <div class="desk-inside" inert={isLost}>
        <DeskHeader operator={operator} />
        <DeskObjection />
        {operator.state === "locked" ? <LockScreen operator={operator} /> : <OpenDesk operator={operator} />}
      </div>
      {isLost && (
        <p class="desk-lost" role="status">
          {chrome.restoring}
        </p>
      )}
    </dialog>
  );
}

function DeskHeader({ operator }: { readonly operator: OperatorView }) {
  const { desk, roles } = words.value;
  const isOpen = operator.state === "open";
  return (
    <header class="desk-header">
      <h1>
        <Icon name={isOpen ? "officer" : "lock"} size={36} />
        <span>{isOpen ? operator.officer.id : desk.locked}</span>
        {isOpen && <small>{roles[operator.officer.role]}</small>}
      </h1>
      <div class="desk-doors">
        {isOpen && <IntentButton icon="lock" label={desk.lock} intent={{ kind: "log-out" }} />}
        <Button icon="disagree" label={desk.close} onPress={() => (isDeskOpen.value = false)} />
      </div>
    </header>
  );
}
