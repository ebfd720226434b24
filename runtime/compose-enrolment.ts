import { attendVisit } from "./attendant/attend-visit.ts";
import { type AttendancePlan, unattendedPeople } from "./attendant/attendance-plan.ts";
import type { Booth } from "./compose-booth.ts";
import type { Clock } from "./kernel/clock.ts";
import { BoothError } from "./kernel/errors.ts";
import type { ServiceId } from "./procedure/service.ts";
import type { Biodata } from "./registry/registry.ts";
import type { VisitState } from "./visit/visit-state.ts";
import { type VisitView, viewVisit } from "./visit/visit-view.ts";

export type Enrolment = {
  readonly booth: Booth;
  readonly biodata: Biodata;
  readonly service: ServiceId;
  readonly plan: Pick<AttendancePlan, "papers" | "exceptions">;
  readonly brokerUrl: string;
  readonly receiptWaitMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onView: (view: VisitView) => void;
};

const deviceRetriesMax = 2;
/** How long a finished visit waits for a line that is not there, before it leaves the package to the next start. */
const offlineGraceMs = 5_000;

/**
 * One whole unattended visit on a booth that has not been started: a visit of the same resident that was cut short is
 * resumed, one of somebody else is suspended.
 * @throws BoothError `visit.cancelled`, `visit.refused` when the procedure does not let the visit pass
 * @throws BoothError `broker.unreachable`, `receipt.missing`, `receipt.invalid` when the package stays in the outbox
 * @throws BoothError `visit.not-sealed` when sealing keeps failing; the next start tries again
 */
export async function runEnrolment(enrolment: Enrolment): Promise<VisitView> {
  const { booth, biodata, service, signal } = enrolment;
  const resumed = await findVisit(booth, biodata, service);
  await suspendOthers(booth, resumed);
  let last: VisitView | null = null;
  const watch = (visitId: string, state: VisitState) => {
    if (visitId !== current) return;
    last = viewVisit(state, booth.desk.visitMs(visitId)) ?? last;
    if (last !== null) enrolment.onView(last);
  };
  let current = resumed;
  const stopWatching = booth.desk.onChange(({ visitId, after }) => watch(visitId, after));
  try {
    await booth.start();
    const by = unattendedPeople.resident;
    current ??= await booth.openVisit({ biodata, service, by });
    const now = booth.desk.find(current);
    if (now !== undefined) watch(current, now);
    const plan: AttendancePlan = { people: unattendedPeople, deviceRetriesMax, ...enrolment.plan };
    const state = await attendVisit(booth.desk, current, plan, signal);
    if (state?.phase === "cancelled")
      throw new BoothError("visit.cancelled", { visitId: current, reason: state.reason });
    await waitForReceipt(enrolment, current);
  } finally {
    stopWatching();
  }
  if (last === null) throw new BoothError("visit.cancelled", { visitId: current, reason: "-" });
  return last;
}

async function findVisit(booth: Booth, biodata: Biodata, service: ServiceId): Promise<string | undefined> {
  for (const { visitId, state } of booth.desk.inHand()) {
    if (!("visit" in state) || state.visit.service !== service) continue;
    const other = await booth.readResident(visitId);
    if (other["nik"] === biodata["nik"]) return visitId;
  }
  return undefined;
}

/** Nobody's capture may come from somebody else's devices. */
export async function suspendOthers(booth: Booth, except: string | undefined): Promise<void> {
  for (const { visitId, state } of booth.desk.inHand()) {
    if (visitId === except || state.phase !== "open") continue;
    await booth.desk.submit(visitId, {
      kind: "suspended",
      by: unattendedPeople.operator,
      reason: "Pemohon lain di bilik",
    });
  }
}

async function waitForReceipt(
  { booth, brokerUrl, receiptWaitMs, clock, signal }: Enrolment,
  visitId: string,
): Promise<void> {
  const startMs = clock.monotonicMs();
  const pollMs = 20;
  while (booth.desk.find(visitId) !== undefined) {
    const waitedMs = clock.monotonicMs() - startMs;
    const { isConnected, lastFailure } = booth.uplink.status();
    if (!isConnected && waitedMs > offlineGraceMs) {
      throw new BoothError("broker.unreachable", { url: brokerUrl, problem: lastFailure ?? "no connection" });
    }
    if (waitedMs > receiptWaitMs) throw explainWait(booth, visitId, waitedMs);
    await clock.sleep(pollMs, signal);
  }
}

/** Why a finished visit has no receipt. */
function explainWait({ desk, uplink }: Booth, visitId: string, waitedMs: number): BoothError {
  const state = desk.find(visitId);
  if (state?.phase !== "sealed") return new BoothError("visit.not-sealed", { visitId, waitedMs });
  const { packageId } = state;
  const { refusedCount, lastFailure } = uplink.status();
  if (refusedCount > 0) return new BoothError("receipt.invalid", { packageId, problem: lastFailure ?? "refused" });
  return new BoothError("receipt.missing", { packageId, waitedMs });
}
