import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createDocumentScannerSimulator } from "../../drivers/document-scanner/document-scanner-simulator.ts";
import { createFaceCameraSimulator } from "../../drivers/face-camera/face-camera-simulator.ts";
import { createFingerprintSimulator } from "../../drivers/fingerprint/fingerprint-simulator.ts";
import { createIrisCameraSimulator } from "../../drivers/iris-camera/iris-camera-simulator.ts";
import { createReceiptPrinterSimulator } from "../../drivers/printer/receipt-printer-simulator.ts";
import { createSignaturePadSimulator } from "../../drivers/signature-pad/signature-pad-simulator.ts";
import { synthesiseSignature } from "../../drivers/signature-pad/synthesise-signature.ts";
import type { LookScript, LookStep } from "../../drivers/transport/simulator-script.ts";
import { simulateResident } from "../../runtime/attendant/simulate-resident.ts";
import { openBooth } from "../../runtime/compose-booth.ts";
import type { BoothDevices } from "../../runtime/compose-effects.ts";
import { runEnrolment } from "../../runtime/compose-enrolment.ts";
import { composeFixtures } from "../../runtime/compose-fixtures.ts";
import { loadBoothIdentity, loadOfficeIdentity } from "../../runtime/compose-keys.ts";
import { openLine } from "../../runtime/compose-line.ts";
import { parseBoothConfig } from "../../runtime/config/booth-config.ts";
import { createSystemClock } from "../../runtime/kernel/clock.ts";
import { createSilentLogger } from "../../runtime/kernel/logger.ts";
import { createRandom } from "../../runtime/kernel/random.ts";
import { services } from "../../runtime/procedure/services.ts";
import { createListRegistry } from "../../runtime/registry/list-registry.ts";
import type { StepEvent } from "../../runtime/transfer/step-event.ts";
import type { VisitView } from "../../runtime/visit/visit-view.ts";
import { contentPipelines } from "../runtime/capture/fake-pipelines.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

type Device = "fingerprint" | "faceCamera" | "irisCamera" | "signaturePad" | "documentScanner";
const biodata = simulateResident("unplugged", 1);
const clock = createSystemClock();
const logger = createSilentLogger();
const size = { widthPx: 16, heightPx: 12 };
const gray = { ...size, resolutionPpi: 500, pixels: new Uint8Array(16 * 12).fill(128) };
const colour = { ...size, pixels: new Uint8Array(16 * 12 * 3).fill(128) };
const works: LookScript = [{ kind: "frames" }];

/** A booth of quick simulators of which one misbehaves on its first look. */
function composeDevices(faulty: Device | null, fault: LookStep): BoothDevices {
  const options = (device: Device) => ({
    clock,
    openDelayMs: 0,
    frameIntervalMs: 1,
    script: device === faulty ? ([fault, ...works] satisfies LookScript) : works,
  });
  return {
    ...composeFixtures(clock),
    fingerprint: createFingerprintSimulator({
      ...options("fingerprint"),
      makeFrame: () => ({ image: gray, deviceScore: null }),
    }),
    faceCamera: createFaceCameraSimulator({ ...options("faceCamera"), makeFrame: () => ({ image: colour }) }),
    irisCamera: createIrisCameraSimulator({ ...options("irisCamera"), makeFrame: () => ({ image: gray }) }),
    signaturePad: createSignaturePadSimulator({
      ...options("signaturePad"),
      makeFrame: () => synthesiseSignature(createRandom("ink")),
    }),
    documentScanner: createDocumentScannerSimulator({
      ...options("documentScanner"),
      makeFrame: (_paper, { frameNumber }) => (frameNumber > 1 ? null : { image: { ...colour, resolutionPpi: 300 } }),
    }),
  };
}

/** One whole visit through the booth itself, an embedded broker and an office; only the pipelines are made up. */
async function enrolWith(
  devices: BoothDevices,
): Promise<{ readonly view: VisitView; readonly steps: readonly StepEvent[] }> {
  const stateDir = await makeTemporaryFolder();
  const config = parseBoothConfig({ stateDir, capture: { frameTimeoutMs: 200 } }, "test");
  const keysDir = join(stateDir, "keys");
  const owner = { boothId: config.booth.id, createdAt: clock.nowAt() };
  const line = await openLine({ config, clock, logger }, () => loadOfficeIdentity(keysDir, owner));
  onTestFinished(line.close);
  const steps: StepEvent[] = [];
  line.office?.onStep((step) => steps.push(step));
  const pipelines = contentPipelines();
  const identity = await loadBoothIdentity(keysDir, owner);
  const registry = createListRegistry([{ biodata, isRecorded: false }]);
  const booth = await openBooth({ config, devices, registry, pipelines, identity, line, clock, logger });
  try {
    const plan = { papers: new Set(["kk"]), exceptions: new Map() };
    const signal = AbortSignal.timeout(30_000);
    const { brokerUrl } = line;
    const view = await runEnrolment({
      booth,
      biodata,
      service: "ktp-el",
      plan,
      brokerUrl,
      receiptWaitMs: 20_000,
      clock,
      signal,
      onView: () => undefined,
    });
    return { view, steps };
  } finally {
    await booth.close();
  }
}

const faults: readonly (readonly [string, LookStep])[] = [
  ["is unplugged and comes back", { kind: "unplug", replugAfterMs: 0 }],
  ["never sends a frame", { kind: "stall" }],
  ["sends garbage", { kind: "garbage" }],
  ["sends frames of a wrong size", { kind: "wrong-geometry" }],
];
const biometric: readonly Device[] = ["fingerprint", "faceCamera", "irisCamera", "signaturePad"];

describe.each(faults)("a device that %s in its first look", (_name, fault) => {
  it.each(biometric)("%s: is tried again, and nothing is missing in the end", async (device) => {
    const { view } = await enrolWith(composeDevices(device, fault));
    expect(view.receipt?.status).toBe("RECEIVED");
    expect(view.captures).toHaveLength(14);
    expect(view.captures.filter(({ exception }) => exception !== null)).toEqual([]);
  });
});

describe("a device that stays away", () => {
  it("becomes an exception with its reason, and the visit goes through", async () => {
    const devices = composeDevices(null, { kind: "frames" });
    const irisCamera = createIrisCameraSimulator({
      clock,
      openDelayMs: 0,
      opens: Array(50).fill("absent"),
      makeFrame: () => ({ image: gray }),
    });
    const { view } = await enrolWith({ ...devices, irisCamera });
    expect(view.receipt?.status).toBe("RECEIVED");
    const excepted = view.captures.filter(({ exception }) => exception !== null);
    expect(excepted.map(({ target, exception }) => [target, exception])).toEqual([
      ["iris-right", "device-unavailable"],
      ["iris-left", "device-unavailable"],
    ]);
  });

  it("a scanner that is gone leaves the paper ticked without its picture", async () => {
    const { view } = await enrolWith(composeDevices("documentScanner", { kind: "unplug" }));
    expect(view.receipt?.status).toBe("RECEIVED");
  });
});

describe("a receipt printer", () => {
  it("prints a slip that names the visit and nobody, at the end of the visit", async () => {
    const receiptPrinter = createReceiptPrinterSimulator(clock);
    const { view } = await enrolWith({ ...composeDevices(null, { kind: "frames" }), receiptPrinter });
    const { lines, codes, cuts } = receiptPrinter.printed();
    expect(cuts).toBe(1);
    expect(codes).toEqual([`bilik:${view.visitId}:${view.packageId}`]);
    const text = lines.join("\n");
    expect(text).toMatch(/SIMULASI/);
    for (const personal of ["nik", "namaLengkap", "tempatLahir", "nomorKk"])
      expect(text).not.toContain(biodata[personal]);
  });

  it("without paper stops no visit", async () => {
    const receiptPrinter = createReceiptPrinterSimulator(clock, () => "out");
    const { view } = await enrolWith({ ...composeDevices(null, { kind: "frames" }), receiptPrinter });
    expect(view.receipt?.status).toBe("RECEIVED");
    expect(receiptPrinter.printed().cuts).toBe(0);
  });
});

it("tells the office every step as it opens and ends, with ids and times alone", async () => {
  const { view, steps } = await enrolWith(composeDevices(null, { kind: "frames" }));
  const finished = steps.filter(({ kind }) => kind === "finished").map(({ stepId }) => stepId);
  expect(finished).toEqual(services["ktp-el"].steps.map(({ id }) => id));
  const told = JSON.stringify(steps);
  expect(told).toContain(view.visitId);
  for (const personal of ["nik", "namaLengkap", "tempatLahir", "nomorKk"])
    expect(told).not.toContain(biodata[personal]);
});
