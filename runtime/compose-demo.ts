import type { NewOperator } from "./access/open-access.ts";
import { attendVisit } from "./attendant/attend-visit.ts";
import { unattendedPeople } from "./attendant/attendance-plan.ts";
import type { Pipelines } from "./capture/pipelines.ts";
import type { Booth } from "./compose-booth.ts";
import type { Guest } from "./compose-guest.ts";
import type { SimulatedBooth } from "./compose-simulated.ts";
import type { BoothConfig } from "./config/booth-config.ts";
import type { Body } from "./demo/body.ts";
import { createDemo, type Demo } from "./demo/create-demo.ts";
import { type ResidentId, residentIds } from "./demo/scripted-resident.ts";
import type { Clock } from "./kernel/clock.ts";
import type { Logger } from "./kernel/logger.ts";
import { officeDay } from "./kernel/office-day.ts";
import type { FoundResident, KioskDemo } from "./kiosk/kiosk-parts.ts";

/** The PIN of every officer of a demonstration. It is shown on the screen, and theirs alone. They have a finger as well. */
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

/** What a scripted resident says of themselves, who need not agree with the register; of others nobody says anything. */
export function askScripted(demo: Demo, nik: string): FoundResident {
  const resident = demo.findResident(nik);
  return resident === null || resident.register === null
    ? { kind: "unknown" }
    : { kind: "found", biodata: resident.biodata };
}

/** The finger that is asked for at a log-in. */
const enrolledFinger = 2;

/** How officers of a demonstration lay a finger down: as people who are not there. */
export type SimulatedHands = Pick<SimulatedBooth, "hand" | "takePrint">;

export type DemoOfficersParts = {
  readonly booth: Pick<Booth, "access">;
  /** Null where the booth is no demonstration. */
  readonly hands: SimulatedHands | null;
  readonly pipelines: Pick<Pipelines, "assessFingerprint">;
};

/**
 * Lets the officers of the demonstration log in, by PIN or by a finger that the simulated reader can be shown; and nobody
 * of that name where it is none.
 */
export async function settleDemoOfficers({ booth: { access }, hands, pipelines }: DemoOfficersParts): Promise<void> {
  const known = new Map(access.list().map((officer) => [officer.id, officer]));
  const wanted = demoOfficers.filter(({ id }) => hands === null || !known.get(id)?.fingers.length);
  // Side by side: a first start waits for them.
  const fingers = await Promise.all(wanted.map(({ id }) => hands && readFinger(id, hands, pipelines)));
  for (const [index, { id, role }] of wanted.entries()) {
    if (known.has(id)) await access.revoke(id);
    const finger = fingers[index];
    if (finger) await access.enrol({ id, role, pin: demoPin, fingers: [finger] });
  }
}

async function readFinger(
  officer: string,
  { takePrint }: SimulatedHands,
  { assessFingerprint }: DemoOfficersParts["pipelines"],
): Promise<NewOperator["fingers"][number]> {
  const { minutiae } = await assessFingerprint(await takePrint(officer, enrolledFinger));
  return { position: enrolledFinger, minutiae };
}

export type KioskDemoParts = {
  readonly demo: Demo;
  readonly booth: Booth;
  readonly hand: SimulatedHands["hand"];
  /** Null where the devices that a guest would stand in for are real. */
  readonly guest: Guest | null;
  readonly logger: Logger;
  readonly stop: AbortSignal;
};

/** The demonstration as the kiosk directs it. */
export function composeKioskDemo({ demo, booth, hand, guest, logger, stop }: KioskDemoParts): KioskDemo {
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
    current: () => (guest?.part() ? null : (demo.current()?.id ?? null)),
    nik: () => demo.current()?.biodata["nik"] ?? null,
    pin: demoPin,
    choose: (resident) => {
      const id = residentIds.find((one) => one === resident);
      if (id !== undefined) {
        guest?.take(null);
        demo.choose(id);
      }
      return id !== undefined;
    },
    guest: guest && {
      part: guest.part,
      take: (part) => {
        // Whatever they do not lend themselves is somebody's who does everything right.
        demo.choose("good");
        guest.take(part);
      },
    },
    officers: () => demoOfficers.map(({ id }) => id),
    hand: hand.waiting,
    layFinger: (officer) => {
      const isKnown = officer === null || demoOfficers.some(({ id }) => id === officer);
      if (isKnown) hand.lend(officer);
      return isKnown;
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
