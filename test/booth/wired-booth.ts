import { X509Certificate } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import sharp from "sharp";
import { createFirmataBooth } from "../../drivers/booth-io/booth-io-firmata.ts";
import { createFirmataEmulator } from "../../drivers/booth-io/firmata-emulator.ts";
import type { BoothPins } from "../../drivers/booth-io/firmata-pins.ts";
import { createSaneScanner } from "../../drivers/document-scanner/document-scanner-sane.ts";
import { createFaceCameraV4l2 } from "../../drivers/face-camera/face-camera-v4l2.ts";
import { createZfmReader } from "../../drivers/fingerprint/fingerprint-zfm.ts";
import { createZfmEmulator } from "../../drivers/fingerprint/zfm-emulator.ts";
import { createIrisCameraSbi } from "../../drivers/iris-camera/iris-camera-sbi.ts";
import { createTopazPad } from "../../drivers/signature-pad/signature-pad-topaz.ts";
import { encodeTopazInk } from "../../drivers/signature-pad/topaz-emulator.ts";
import { createEmulatorKeys } from "../../drivers/transport/sbi-emulator/emulator-keys.ts";
import { createSbiEmulator } from "../../drivers/transport/sbi-emulator/sbi-emulator.ts";
import { createSerialLink } from "../../drivers/transport/serial-link.ts";
import { decodeJp2 } from "../../pipelines/codec/jp2-codec.ts";
import { readSbiIris } from "../../runtime/compose-devices/read-sbi-records.ts";
import type { BoothDevices } from "../../runtime/compose-effects.ts";
import { composeFixtures } from "../../runtime/compose-fixtures.ts";
import type { SignatureInk } from "../../runtime/kernel/biometric.ts";
import type { Clock } from "../../runtime/kernel/clock.ts";
import type { Logger } from "../../runtime/kernel/logger.ts";
import { type FakePrograms, installPrograms } from "../drivers/fake-programs.ts";
import { openPty } from "../drivers/transport/pty.ts";
import { makeSmallRecord, makeSmallView } from "../drivers/transport/sbi/emulator-bench.ts";

/** The cable of one device, for a hand that pulls it at any moment. */
export type Cable = { readonly pull: () => Promise<void>; readonly insert: () => Promise<void> };
export type WiredRole = "fingerprint" | "faceCamera" | "irisCamera" | "signaturePad" | "documentScanner" | "boothIo";

export type WiredBooth = {
  readonly devices: BoothDevices;
  readonly cables: Readonly<Record<WiredRole, Cable>>;
  readonly stop: () => Promise<void>;
};

type Parts = { readonly clock: Clock; readonly logger: Logger };
type Wired<Role extends WiredRole> = Cable & {
  readonly device: BoothDevices[Role];
  readonly stop: () => Promise<void>;
};

/** A booth of real drivers, each on its own wire: terminals, HTTP and programs, with an emulator at the far end. */
export async function wireBooth(parts: Parts): Promise<WiredBooth> {
  const programs = await installStandIns();
  const wired = {
    fingerprint: await wireFingerprint(parts),
    faceCamera: wireFaceCamera(parts, programs),
    irisCamera: await wireIrisCamera(parts),
    signaturePad: await wireSignaturePad(parts),
    documentScanner: wireScanner(parts, programs),
    boothIo: await wireBoothIo(parts),
  };
  return {
    cables: wired,
    devices: {
      ...composeFixtures(parts.clock),
      fingerprint: wired.fingerprint.device,
      faceCamera: wired.faceCamera.device,
      irisCamera: wired.irisCamera.device,
      signaturePad: wired.signaturePad.device,
      documentScanner: wired.documentScanner.device,
      boothIo: wired.boothIo.device,
    },
    stop: async () => {
      for (const { device, stop } of Object.values(wired)) {
        await device.close();
        await stop();
      }
      programs.remove();
    },
  };
}

const stripes = Uint8Array.from({ length: 256 * 288 }, (_, at) => (Math.floor((at % 256) / 4) % 2 === 0 ? 34 : 221));

async function wireFingerprint({ clock }: Parts): Promise<Wired<"fingerprint">> {
  const pty = await openPty((far) => {
    const send = (bytes: Uint8Array) => void (far.destroyed || far.write(bytes));
    const emulator = createZfmEmulator({ clock, send, finger: () => stripes });
    far.on("data", emulator.receive);
  });
  const openLink = createSerialLink({ device: "fingerprint-zfm", path: pty.path, baudRateBps: 57_600 });
  const device = createZfmReader({ clock, openLink, baudRateMaxBps: 115_200, slowFactor: 1 });
  return { device, pull: pty.pull, insert: pty.insert, stop: pty.close };
}

const ink: SignatureInk = {
  kind: "ink",
  widthMm: 133,
  heightMm: 86,
  points: Array.from({ length: 40 }, (_, at) => ({
    ...{ x: 20 + at, y: 30 + 8 * Math.sin(at / 4), t: at * 5, p: 0.5, down: at !== 20 },
  })),
};

/** Somebody signs whenever the pad is there, as people do who are asked to. */
async function wireSignaturePad({ clock }: Parts): Promise<Wired<"signaturePad">> {
  const ending = new AbortController();
  const sign = async (far: Socket) => {
    const written = Buffer.concat(encodeTopazInk({ ink, origin: { x: 500, y: 700 }, hasPressure: true }));
    while (!far.destroyed && !ending.signal.aborted) {
      far.write(written);
      await delay(300);
    }
  };
  const pty = await openPty((far) => void sign(far));
  const line = { device: "signature-pad-topaz", path: pty.path, baudRateBps: 19_200, parity: "odd" } as const;
  const device = createTopazPad({ clock, openLink: createSerialLink(line), model: "siglite-1x5", finishAfterMs: 100 });
  const stop = async () => {
    ending.abort();
    await pty.close();
  };
  return { device, pull: pty.pull, insert: pty.insert, stop };
}

const pins: BoothPins = {
  ...{ ringLightPin: 5, stackRedPin: 3, stackYellowPin: 9, stackGreenPin: 6, presencePin: 2, doorPin: 4, helpPin: 13 },
  backdrop: { kind: "relays", redPin: 7, bluePin: 8, orangePin: 12, travelMs: 30 },
};

async function wireBoothIo({ clock }: Parts): Promise<Wired<"boothIo">> {
  const pty = await openPty((far) => {
    const send = (bytes: Uint8Array) => void (far.destroyed || far.write(bytes));
    const emulator = createFirmataEmulator({ send });
    far.on("data", emulator.receive);
    emulator.boot();
  });
  const openLink = createSerialLink({ device: "booth-io-firmata", path: pty.path, baudRateBps: 57_600 });
  const device = createFirmataBooth({ clock, openLink, pins, versionTimeoutMs: 60, slowFactor: 1 });
  return { device, pull: pty.pull, insert: pty.insert, stop: pty.close };
}

async function wireIrisCamera({ clock, logger }: Parts): Promise<Wired<"irisCamera">> {
  const keys = await createEmulatorKeys(clock.nowAt());
  const made = { makeRecord: makeSmallRecord, makeView: makeSmallView, captureDelayMs: 40, frameIntervalMs: 40 };
  const emulator = createSbiEmulator({ clock, keys, port: 0, models: ["iris"], ...made });
  const port = await emulator.plugIn();
  const device = createIrisCameraSbi({
    ...{ clock, logger, serial: null, slowFactor: 1, ports: { first: port, last: port }, viewMs: 0 },
    ...{ environment: "Developer", requestedScore: 60, captureTimeoutMs: 3_000 },
    readAuthorities: async () => [new X509Certificate(keys.authorityPem)],
    readRecord: readSbiIris(decodeJp2),
  });
  const insert = async () => {
    await emulator.plugIn();
  };
  return { device, pull: async () => emulator.unplug(), insert, stop: emulator.close };
}

const ffmpeg = `
while read -r now < "$dir/mode" && [ -e "$dir/video0" ]; do cat "$dir/picture"; sleep 0.02; done
exit 0`;
const scanimage = `
for word in "$@"; do case "$word" in --batch=*) out=\${word#--batch=} ;; -A) listing=1 ;; esac; done
[ -e "$dir/scanner" ] || { echo "scanimage: open of device test:0 failed: Invalid argument" >&2; exit 1; }
[ -n "$listing" ] && exit 0
sleep 0.1
[ -e "$dir/scanner" ] || exit 9
cat "$dir/page" > "$(printf "$out" 1)"`;

async function installStandIns(): Promise<FakePrograms> {
  const pixels = Uint8Array.from({ length: 64 * 48 * 3 }, (_, at) => (Math.floor(at / 24) % 2) * 200 + 20);
  const picture = sharp(pixels, { raw: { width: 64, height: 48, channels: 3 } });
  const jpeg = await picture.jpeg().toBuffer();
  const head = Buffer.from(`--frame\r\nContent-type: image/jpeg\r\nContent-length: ${jpeg.length}\r\n\r\n`);
  const files = {
    ...{ picture: Buffer.concat([head, jpeg, Buffer.from("\r\n")]), video0: Buffer.alloc(0), scanner: Buffer.alloc(0) },
    page: await picture.withMetadata({ density: 75 }).png().toBuffer(),
  };
  return installPrograms({ ffmpeg, scanimage, "v4l2-ctl": "exit 1" }, files);
}

/** A node that is there, or is not. */
function createNode(path: string): Cable {
  return {
    pull: async () => rmSync(path, { force: true }),
    insert: async () => writeFileSync(path, ""),
  };
}

function wireFaceCamera({ clock }: Parts, { dir }: FakePrograms): Wired<"faceCamera"> {
  const path = join(dir, "video0");
  const device = createFaceCameraV4l2({
    ...{ clock, controls: { exposure: null, whiteBalanceK: null, focus: null }, slowFactor: 1 },
    source: { kind: "v4l2", path, widthPx: 64, heightPx: 48, framesPerSecond: 15, format: "mjpeg" },
  });
  return { device, ...createNode(path), stop: async () => undefined };
}

function wireScanner({ clock }: Parts, { dir }: FakePrograms): Wired<"documentScanner"> {
  const device = createSaneScanner({
    ...{ clock, scanner: "test:0", resolutionPpi: 75, widthMm: 21, heightMm: 16, feeder: null },
    ...{ scanTimeoutMs: 5_000, slowFactor: 1 },
  });
  return { device, ...createNode(join(dir, "scanner")), stop: async () => undefined };
}
