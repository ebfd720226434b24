import { createFaceCameraSbi } from "../../../drivers/face-camera/face-camera-sbi.ts";
import { createFingerprintMantra } from "../../../drivers/fingerprint/fingerprint-mantra.ts";
import { createFingerprintSbi } from "../../../drivers/fingerprint/fingerprint-sbi.ts";
import { createFingerprintSecugen } from "../../../drivers/fingerprint/fingerprint-secugen.ts";
import { createIrisCameraSbi } from "../../../drivers/iris-camera/iris-camera-sbi.ts";
import type { SbiOptions } from "../../../drivers/transport/sbi/create-sbi-source.ts";
import type { EmulatedModel } from "../../../drivers/transport/sbi-emulator/emulated-device.ts";
import type { SbiFault } from "../../../drivers/transport/sbi-emulator/sbi-fault.ts";
import { decodeJp2 } from "../../../pipelines/codec/jp2-codec.ts";
import { readSbiFace, readSbiFinger, readSbiIris } from "../../../runtime/compose-devices/read-sbi-records.ts";
import type { FrameSource } from "../../../runtime/kernel/device.ts";
import { formatBmp, useVendorService, type VendorService, type WireFault } from "../fingerprint/vendor-service.ts";
import { takeOne } from "../frame-source-contract.ts";
import { createFastClock, optionsFor, orderFault, useEmulators } from "../transport/sbi/emulator-bench.ts";
import type { FaultCell, FaultRig, FaultyWire, Outcome } from "./fault-cells.ts";

const clock = createFastClock(8);
const bench = useEmulators(createFastClock(5));
const { signal } = new AbortController();
type Picture = { readonly image: { readonly widthPx: number; readonly pixels: Uint8Array } };

/** Where an HTTP answer breaks off: in its status, its headers, between them and the body, and along it. */
const tears = [0, 1, 9, 12, 13, 60, 200, 300, 330, 340, 350, 400, 600, 900, 1_300, 2_000, 2_500, 3_000, 3_200];

/** One whole picture, the same each time: nothing of an answer that broke off stands in the next one. */
function createUse<Target>(device: FrameSource<Target, Picture>, target: NoInfer<Target>, timeoutMs: number) {
  let first: Buffer | null = null;
  return async () => {
    const { image } = await takeOne(device, { target, timeoutMs, signal });
    const pixels = Buffer.from(image.pixels);
    first ??= pixels;
    if (!first.equals(pixels)) throw new Error("another picture");
  };
}

async function startSbi<Target>(
  model: EmulatedModel,
  create: (options: SbiOptions) => FrameSource<Target, Picture>,
  target: NoInfer<Target>,
): Promise<FaultRig> {
  const emulator = await bench.plugIn([model]);
  const device = create(optionsFor(bench, emulator.port));
  const fault = (kind: SbiFault, outcomes: readonly Outcome[], parts = {}): FaultCell => ({
    when: "use",
    make: () => emulator.faults.add(orderFault(kind, parts)),
    outcomes,
  });
  return {
    device,
    use: createUse(device, target, 6_000),
    pull: emulator.unplug,
    insert: async () => {
      await emulator.plugIn();
    },
    mend: emulator.faults.clear,
    openLines: null,
    stop: emulator.close,
    cells: {
      garbage: fault("garbage", ["driver.malformed"]),
      torn: {
        when: "use",
        variants: tears.length,
        make: (at) => emulator.faults.add(orderFault("torn", { atByte: tears[at] ?? 0 })),
        outcomes: ["driver.disconnected", "driver.malformed"],
      },
      "bad-checksum": fault("bad-signature", ["driver.untrusted"]),
      stall: fault("stall", ["driver.timeout"]),
      slow: fault("slow", ["works"]),
      busy: fault("code", ["driver.busy"], { code: "703", times: 1_000 }),
      "wrong-geometry": fault("wrong-geometry", ["driver.malformed"]),
      doubled: fault("doubled", ["driver.malformed"]),
    },
  };
}

const bmp = formatBmp(30, 40);
const bmpOf = (fault: string | null) => {
  if (fault === "truncated") return bmp.subarray(0, 1_500);
  return fault === "wrong-geometry" ? formatBmp(31, 40) : bmp;
};

const secugen = useVendorService(
  ({ url }, _body, fault) => {
    if (url === "/SGIMatchScore") return { ErrorCode: 3 };
    if (fault === "held") return { ErrorCode: 59 };
    return {
      ...{ ErrorCode: 0, Manufacturer: "SecuGen", Model: "HU20", SerialNumber: "EMU-H123", ImageHeight: 40 },
      ...{ ImageWidth: 30, ImageDPI: 500, ImageQuality: 88, BMPBase64: bmpOf(fault).toString("base64") },
    };
  },
  { capturePath: "/SGIFPCapture", isTls: true },
);

const mantra = useVendorService(
  ({ url }, _body, fault) => {
    if (url === "/mfs100/info?Key=info") {
      const DeviceInfo = { SerialNo: "EMU-77", Make: "MANTRA", Model: "MFS100", Width: 30, Height: 40 };
      return { ErrorCode: "0", DeviceInfo };
    }
    if (fault === "held") return { ErrorCode: "-1323" };
    return { ErrorCode: "0", Quality: 72, BitmapData: bmpOf(fault).toString("base64"), Resolution: 500 };
  },
  { capturePath: "/mfs100/capture", isTls: false },
);

function startVendor(service: VendorService, device: FrameSource<2, Picture>): FaultRig {
  const fault = (kind: Parameters<VendorService["setFault"]>[0], outcomes: readonly Outcome[]): FaultCell => ({
    when: "use",
    make: () => service.setFault(kind),
    outcomes,
  });
  const onWire = (kind: WireFault, outcomes: readonly Outcome[]): FaultCell => ({
    when: "use",
    make: () => service.setWireFault(kind),
    outcomes,
  });
  return {
    device,
    use: createUse(device, 2, 5_000),
    pull: service.unplug,
    insert: service.plugIn,
    mend: () => {
      service.setFault(null);
      service.setWireFault(null);
    },
    openLines: null,
    stop: service.plugIn,
    cells: {
      garbage: fault("garbage", ["driver.malformed"]),
      torn: {
        when: "use",
        variants: tears.length,
        make: (at) => service.setWireFault({ kind: "torn", atByte: tears[at] ?? 0 }),
        outcomes: ["driver.disconnected", "driver.malformed"],
      },
      "bad-checksum": { impossible: "the service signs nothing, and neither its JSON nor a BMP carries a sum" },
      stall: fault("stall", ["driver.timeout"]),
      slow: onWire({ kind: "slow", pauseMs: 5 }, ["works"]),
      busy: fault("held", ["driver.busy"]),
      "wrong-geometry": fault("wrong-geometry", ["driver.malformed"]),
      doubled: onWire({ kind: "doubled" }, ["works"]),
    },
  };
}

const vendorOptions = {
  ...{
    clock,
    slowFactor: 1,
    serial: null,
    readCertificatePem: async () => null,
    captureTimeoutMs: 1_000,
    qualityMin: 50,
  },
};
const closedPort = 9;

/** Drivers that speak to a service on this machine over HTTP. */
export const serviceWires: readonly FaultyWire[] = [
  {
    ...{ driver: "fingerprint-sbi", wire: "HTTP", skip: null },
    start: () =>
      startSbi("slab", (options) => createFingerprintSbi({ ...options, readRecord: readSbiFinger(decodeJp2) }), 8),
  },
  {
    ...{ driver: "iris-camera-sbi", wire: "HTTP", skip: null },
    start: () =>
      startSbi("iris", (options) => createIrisCameraSbi({ ...options, readRecord: readSbiIris(decodeJp2) }), "left"),
  },
  {
    ...{ driver: "face-camera-sbi", wire: "HTTP", skip: null },
    start: () =>
      startSbi(
        "face",
        (options) => createFaceCameraSbi({ ...options, readRecord: readSbiFace(decodeJp2) }),
        "portrait",
      ),
  },
  {
    ...{ driver: "fingerprint-secugen", wire: "HTTPS", skip: null },
    start: () =>
      startVendor(
        secugen,
        createFingerprintSecugen({ ...vendorOptions, port: secugen.port(), isTls: true, licence: "" }),
      ),
  },
  {
    ...{ driver: "fingerprint-mantra", wire: "HTTP", skip: null },
    start: () =>
      startVendor(mantra, createFingerprintMantra({ ...vendorOptions, portTls: closedPort, portPlain: mantra.port() })),
  },
];
