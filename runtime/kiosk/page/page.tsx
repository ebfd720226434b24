import { Conditions } from "./frame/conditions.tsx";
import { Dock } from "./frame/dock.tsx";
import { Objection } from "./frame/objection.tsx";
import { Restoring } from "./frame/restoring.tsx";
import { TopBar } from "./frame/top-bar.tsx";
import { loadLater } from "./parts/later.tsx";
import { StepBar } from "./parts/step-bar.tsx";
import { TimeOut } from "./parts/time-out.tsx";
import { ResidentScreen } from "./resident/resident-screen.tsx";
import { link, session, view } from "./state.ts";

const OperatorOverlay = loadLater(async () => (await import("./operator/operator-overlay.tsx")).OperatorOverlay);
const DemoDrawer = loadLater(async () => (await import("./operator/demo-drawer.tsx")).DemoDrawer);

/** The whole page: what is always there, and in its midst the resident's screen. */
export function Page() {
  const shown = view.value;
  if (shown === null) return <Restoring isFirst={link.value !== "lost"} />;
  return (
    <>
      <div class="page" data-screen={shown.screen.kind} inert={link.value === "lost"}>
        <TopBar key={session.value} view={shown} />
        <div class="notices">
          <Conditions conditions={shown.conditions} isHeard={shown.screen.kind !== "attract"} />
          {shown.steps.length > 0 && <StepBar steps={shown.steps} />}
        </div>
        <main key={session.value}>
          <ResidentScreen view={shown} />
        </main>
        <Dock key={session.value} view={shown} />
      </div>
      <OperatorOverlay />
      <DemoDrawer />
      <Objection />
      {shown.endsInMs !== null && link.value !== "lost" && <TimeOut endsInMs={shown.endsInMs} />}
      {link.value === "lost" && <Restoring isFirst={false} />}
    </>
  );
}
