import type { SbiKind } from "../../drivers/transport/sbi/scan-sbi-ports.ts";
import type { DeviceRole, DeviceRow, Findings } from "./device-row.ts";
import { matchStillCameras, matchVideo } from "./match-cameras.ts";
import { matchSerial } from "./match-serial.ts";
import { matchHid, matchUsb } from "./match-usb.ts";

const sbiRoles: Readonly<Record<SbiKind, DeviceRole>> = {
  Finger: "fingerprint",
  Iris: "irisCamera",
  Face: "faceCamera",
};
/** Where an installation keeps them; the technician puts the file there. */
const authorityPath = "/etc/bilik/sbi-authorities.pem";

/** What each thing that was found is to a booth: the driver that serves it, and what to write. Pure. */
export function matchFindings(found: Findings): readonly DeviceRow[] {
  return [
    ...found.serial.map(matchSerial),
    ...found.usb.map(matchUsb),
    ...found.hid.map(matchHid),
    ...found.video.map(matchVideo),
    ...matchStillCameras(found.stillCameras),
    ...found.sbi.map(matchSbi),
    ...found.services.map(matchService),
    ...found.scanners.map(matchScanner),
    ...found.queues.map(matchQueue),
  ].filter((row) => row !== null);
}

function matchSbi({ port, kind, serial, label }: Findings["sbi"][number]): DeviceRow {
  const isEmulated = serial.startsWith("EMU-");
  const fragment = {
    ...{ driver: "sbi", authorityPath: isEmulated ? ".bilik/emulator/sbi-authority.crt" : authorityPath },
    ...(isEmulated ? { environment: "Developer" } : {}),
    ...(serial === "" || serial.length > 100 ? {} : { serial }),
  };
  const candidate = { role: sbiRoles[kind], driver: "sbi", certainty: "certain", fragment } as const;
  return {
    kind: "sbi",
    what: label,
    where: `127.0.0.1:${port} ${serial}`.trim(),
    candidates: [candidate],
    advice: null,
  };
}

function matchService({ driver, port, label }: Findings["services"][number]): DeviceRow {
  const candidate = { role: "fingerprint", driver, certainty: "certain", fragment: { driver } } as const;
  return { kind: "services", what: label, where: `127.0.0.1:${port}`, candidates: [candidate], advice: null };
}

function matchScanner({ scanner, label }: Findings["scanners"][number]): DeviceRow {
  const fragment = { driver: "sane", scanner };
  const candidate = { role: "documentScanner", driver: "sane", certainty: "certain", fragment } as const;
  return { kind: "scanners", what: label, where: scanner, candidates: [candidate], advice: null };
}

function matchQueue({ queue, address, state }: Findings["queues"][number]): DeviceRow {
  const fragment = { driver: "cups", queue };
  const candidate = { role: "printer", driver: "cups", certainty: "certain", fragment } as const;
  const advice = state === "disabled" ? "queue-disabled" : null;
  return { kind: "queues", what: address, where: queue, candidates: [candidate], advice };
}
