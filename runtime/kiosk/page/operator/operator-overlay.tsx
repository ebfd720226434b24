import { useEffect, useRef } from "preact/hooks";
import type { KioskView } from "../../wire/kiosk-view.ts";
import { Button } from "../parts/button.tsx";
import { IntentButton } from "../parts/intent-button.tsx";
import { Icon } from "../pictures/icon.tsx";
import { isDeskOpen, link, session, view, words } from "../state.ts";
import { BoothConditions } from "./booth-conditions.tsx";
import { DeskObjection } from "./desk-objection.tsx";
import { HelpCall } from "./help-call.tsx";
import { LockScreen } from "./lock-screen.tsx";
import { OpenDesk } from "./open-desk.tsx";

/** The officers' side, over everything while it is open: locked, or the desk. */
export function OperatorOverlay() {
  const shown = view.value;
  if (!isDeskOpen.value || shown === null) return null;
  return <Desk key={session.value} view={shown} />;
}

function Desk({ view: { operator, help, conditions, screen } }: { readonly view: KioskView }) {
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
        <Notices help={help} conditions={conditions} />
        {operator.state === "open" ? (
          <OpenDesk operator={operator} />
        ) : screen.kind === "out-of-service" ? (
          <p class="desk-closed">{desk.nobodyLogsIn}</p>
        ) : (
          <LockScreen operator={operator} />
        )}
      </div>
      {isLost && (
        <p class="desk-lost" role="status">
          {chrome.restoring}
        </p>
      )}
    </dialog>
  );
}

/** What is the matter with the booth, and who calls: for every officer, whether or not anybody is logged in or served. */
function Notices({ help, conditions }: Pick<KioskView, "help" | "conditions">) {
  if (help === null && conditions.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys (WCAG 2.2, 2.1.1)
    <section class="desk-notices" aria-label={words.value.desk.notices} tabIndex={0}>
      {help !== null && <HelpCall help={help} />}
      <BoothConditions conditions={conditions} />
    </section>
  );
}

function DeskHeader({ operator }: Pick<KioskView, "operator">) {
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
