import { attendVisit } from "./attendant/attend-visit.ts";
import { unattendedPeople } from "./attendant/attendance-plan.ts";
import type { Booth } from "./compose-booth.ts";
import type { BoothConfig } from "./config/booth-config.ts";
import type { Body } from "./demo/body.ts";
import { createDemo, type Demo } from "./demo/create-demo.ts";
import { type ResidentId, residentIds } from "./demo/scripted-resident.ts";
import type { Clock } from "./kernel/clock.ts";
import type { Logger } from "./kernel/logger.ts";
import { officeDay } from "./kernel/office-day.ts";
import type { KioskDemo } from "./kiosk/kiosk-parts.ts";
import type { Registry } from "./registry/registry.ts";

/** The PIN of every officer of a demonstration. It is shown on the screen, and theirs alone. */
const demoPin = "123456";
const demoOfficers = [
  { id: "operator-demo", role: "operator" },
  { id: "kasi-demo", role: "kasi" },
  { id: "camat-demo", role: "camat" },
] as const;

/** A booth demonstrates where nothing of it is real: neither the register nor the office that receives. */
export function isDemonstration({ registry, broker, kiosk }: BoothConfig): boolean {
  if (kiosk.demo !== "auto") return kiosk.demo === "on";
  return registry.kind === "simulated" && broker.url === "embedded";
}

/** Scripted residents before the simulated devices; the first one stands there at once. */
export function openDemo({
  config,
  admit,
  clock,
}: {
  readonly config: BoothConfig;
  readonly admit: (body: Body) => void;
  readonly clock: Clock;
}): Demo {
  const demo = createDemo({ today: officeDay(clock.nowAt(), config.booth.timeZone), admit });
  demo.choose("good");
  return demo;
}

/** Whom the register knows by this number; with what the scripted resident says of themselves, which may differ. */
export async function findAtScreen({
  registry,
  demo,
  nik,
  signal,
}: {
  readonly registry: Registry;
  readonly demo: Demo | null;
  readonly nik: string;
  readonly signal: AbortSignal;
}): ReturnType<Registry["find"]> {
  const found = await registry.find(nik, signal);
  return found.kind === "found" ? { ...found, biodata: demo?.findByNik(nik) ?? found.biodata } : found;
}

/** Lets the officers of the demonstration log in, and nobody of that name where it is none. */
export async function settleDemoOfficers({ access }: Booth, isDemo: boolean): Promise<void> {
  const known = new Set(access.list().map(({ id }) => id));
  for (const { id, role } of demoOfficers) {
    if (isDemo && !known.has(id)) await access.enrol({ id, role, pin: demoPin, fingers: [] });
    if (!isDemo && known.has(id)) await access.revoke(id);
  }
}

export type KioskDemoParts = {
  readonly demo: Demo;
  readonly booth: Booth;
  readonly logger: Logger;
  readonly stop: AbortSignal;
};

/** The demonstration as the kiosk directs it. */
export function composeKioskDemo({ demo, booth, logger, stop }: KioskDemoParts): KioskDemo {
  let playing: AbortController | null = null;

  const attend = (visitId: string, id: ResidentId) => {
    const own = new AbortController();
    playing = own;
    attendVisit(booth.desk, visitId, demo.planFor(id), AbortSignal.any([own.signal, stop]))
      .catch((error: unknown) => {
        if (!own.signal.aborted && !stop.aborted) logger.error("attendant.failed", { problem: String(error) });
      })
      .finally(() => {
        if (playing === own) playing = null;
      });
  };
  return {
    residents: () => demo.residents().map(({ id }) => id),
    current: () => demo.current()?.id ?? null,
    nik: () => demo.current()?.biodata["nik"] ?? null,
    pin: demoPin,
    choose: (resident) => {
      const id = residentIds.find((one) => one === resident);
      if (id !== undefined) demo.choose(id);
      return id !== undefined;
    },
    isPlaying: () => playing !== null,
    play: async (visitId, isPlaying) => {
      playing?.abort();
      playing = null;
      const resident = demo.current();
      if (!isPlaying || resident === null) return null;
      const by = unattendedPeople.resident;
      const { biodata, id } = resident;
      const played = visitId ?? (await booth.openVisit({ biodata, service: "ktp-el", by }));
      attend(played, id);
      return played;
    },
  };
}
