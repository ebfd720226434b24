import type { Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { createFirmataBooth } from "../../../drivers/booth-io/booth-io-firmata.ts";
import { createFirmataEmulator, type FirmataEmulatorOptions } from "../../../drivers/booth-io/firmata-emulator.ts";
import type { BoothPins } from "../../../drivers/booth-io/firmata-pins.ts";
import { createZfmReader } from "../../../drivers/fingerprint/fingerprint-zfm.ts";
import { createZfmEmulator, type ZfmFault } from "../../../drivers/fingerprint/zfm-emulator.ts";
import { zfmCommand } from "../../../drivers/fingerprint/zfm-protocol.ts";
import { createEscposEmulator, type EscposEmulator } from "../../../drivers/printer/escpos-emulator.ts";
import { createEscposPrinter } from "../../../drivers/printer/receipt-printer-escpos.ts";
import { findSampleFault } from "../../../drivers/signature-pad/find-sample-fault.ts";
import { createTopazPad } from "../../../drivers/signature-pad/signature-pad-topaz.ts";
import { encodeTopazInk } from "../../../drivers/signature-pad/topaz-emulator.ts";
import type { ByteLink } from "../../../drivers/transport/byte-link.ts";
import { createFaultyLine, type FaultyLine, type LineFault } from "../../../drivers/transport/line-faults.ts";
import { createSerialLink, type SerialLine } from "../../../drivers/transport/serial-link.ts";
import type { SignatureInk } from "../../../runtime/kernel/biometric.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { takeOne } from "../frame-source-contract.ts";
import { hasSocat, openPty, skipWithoutSocat } from "../transport/pty.ts";
import { countLines, type FaultCell, type FaultRig, type FaultyWire } from "./fault-cells.ts";

const clock = createSystemClock();
const { signal } = new AbortController();
const skip = hasSocat ? null : skipWithoutSocat;

/** A device at the far end of a terminal whose every word goes through a line that may fail. */
async function openFaultyPty(attend: (line: FaultyLine, far: Socket) => void) {
  let far: Socket | null = null;
  const line = createFaultyLine({
    clock,
    send: (bytes) => {
      if (far !== null && !far.destroyed) far.write(bytes);
    },
  });
  const pty = await openPty((socket) => {
    far = socket;
    attend(line, socket);
  });
  return { pty, line };
}

type Terminal = Awaited<ReturnType<typeof openFaultyPty>>;

/** What all drivers on a serial line share: the cable, the lock, and the count of what they opened. */
function layLine({ pty, line }: Terminal, serial: Omit<SerialLine, "path">) {
  const open = createSerialLink({ ...serial, path: pty.path });
  const counted = countLines(open);
  let holder: ByteLink | null = null;
  const letGo = async () => {
    await holder?.close();
    holder = null;
  };
  const busy: FaultCell = {
    when: "opening",
    make: async () => {
      holder = await open(signal);
    },
    outcomes: ["driver.busy"],
  };
  return {
    openLink: counted.open,
    rig: {
      pull: pty.pull,
      insert: pty.insert,
      mend: async () => {
        line.clear();
        await letGo();
      },
      openLines: counted.count,
      stop: async () => {
        await letGo();
        await pty.close();
      },
    },
    busy,
  };
}

const stripes = Uint8Array.from({ length: 256 * 288 }, (_, at) => (Math.floor((at % 256) / 4) % 2 === 0 ? 34 : 221));
const bytesOfUpload = 36_864;

async function startZfm(): Promise<FaultRig> {
  let staged: { readonly command: number; readonly fault: LineFault; left: number } | null = null;
  let upload: ZfmFault | null = null;
  const terminal = await openFaultyPty((line, far) => {
    const emulator = createZfmEmulator({ clock, send: line.send, finger: () => stripes, fault: () => upload });
    far.on("data", (chunk: Buffer) => {
      line.hear();
      if (staged !== null && staged.left > 0 && chunk[9] === staged.command) {
        staged.left -= 1;
        line.order(staged.fault, 1);
      }
      emulator.receive(chunk);
    });
  });
  const { openLink, rig, busy } = layLine(terminal, { device: "fingerprint-zfm", baudRateBps: 57_600 });
  const device = createZfmReader({ clock, openLink, baudRateMaxBps: 115_200, slowFactor: 1 });
  const stage = (command: number, fault: LineFault, left = 1) => {
    staged = { command, fault, left };
  };
  const onUpload = (fault: LineFault, left = 1) => stage(zfmCommand.uploadImage, fault, left);
  /** In the header, the length, the checksum; between packets; in an image's first, a middle and the last packet. */
  const tears = [0, 1, 8, 11, 12, 21, 279, 20_011, 38_459];
  return {
    ...rig,
    device,
    use: async () => {
      const { image } = await takeOne(device, { target: 2, timeoutMs: 10_000, signal });
      if (image.widthPx !== 252 || image.heightPx !== 283) throw new Error("another image");
      // What was left of an image that broke off must not stand in the next one.
      for (let at = 0; at < image.pixels.length; at += 1) {
        const above = image.pixels[at - image.widthPx] ?? image.pixels[at] ?? 0;
        if (Math.abs((image.pixels[at] ?? 0) - above) > 2) throw new Error("a mixed image");
      }
    },
    mend: async () => {
      staged = null;
      upload = null;
      await rig.mend();
    },
    cells: {
      garbage: { when: "use", make: () => onUpload({ kind: "garbage" }), outcomes: ["driver.timeout"] },
      torn: {
        when: "use",
        variants: tears.length,
        make: (at) => onUpload({ kind: "torn", atByte: tears[at] ?? 0 }),
        outcomes: ["driver.timeout"],
      },
      "bad-checksum": {
        when: "use",
        variants: 6,
        make: (at) => onUpload({ kind: "damaged", atByte: 24 + at * 6_000 }, at % 2 === 0 ? 1 : 3),
        outcomes: ["works", "driver.malformed", "driver.timeout"],
      },
      stall: { when: "use", make: () => onUpload({ kind: "mute" }), outcomes: ["driver.timeout"] },
      slow: {
        when: "use",
        make: () => onUpload({ kind: "slow", pieceBytes: 100, pauseMs: 2 }),
        outcomes: ["works"],
      },
      busy,
      "wrong-geometry": {
        when: "use",
        variants: 4,
        make: (at) => {
          upload = { kind: "bytes", count: [0, 100, bytesOfUpload - 1, 30_000][at] ?? 0 };
        },
        outcomes: ["driver.malformed", "driver.timeout"],
      },
      doubled: {
        when: "use",
        variants: 2,
        make: (at) => {
          if (at === 0) stage(zfmCommand.takeImage, { kind: "doubled" });
          else onUpload({ kind: "doubled" });
        },
        outcomes: ["works", "driver.malformed"],
      },
    },
  };
}

const ink: SignatureInk = {
  kind: "ink",
  widthMm: 133,
  heightMm: 86,
  points: Array.from({ length: 40 }, (_, at) => ({
    ...{ x: 20 + at, y: 30 + 8 * Math.sin(at / 4), t: at * 5, p: 0.5, down: at !== 20 },
  })),
};

async function startTopaz(): Promise<FaultRig> {
  let origin = { x: 500, y: 700 };
  let say: (bytes: Uint8Array) => void = () => undefined;
  const terminal = await openFaultyPty((line) => {
    say = line.send;
  });
  const serial = { device: "signature-pad-topaz", baudRateBps: 19_200, parity: "odd" } as const;
  const { openLink, rig, busy } = layLine(terminal, serial);
  const device = createTopazPad({ clock, openLink, model: "siglite-1x5", finishAfterMs: 200 });
  const order = (fault: LineFault) => terminal.line.order(fault);
  return {
    ...rig,
    device,
    use: async (expected) => {
      const looking = takeOne(device, { target: "signature", timeoutMs: 1_500, signal });
      let isLooking = true;
      const endLook = () => {
        isLooking = false;
      };
      looking.then(endLook, endLook);
      const writing = delay(20).then(() => {
        if (!isLooking) return;
        for (const packet of encodeTopazInk({ ink, origin, hasPressure: true })) say(packet);
      });
      const [sample] = await Promise.all([looking, writing]);
      if (findSampleFault(sample) !== null) throw new Error("not a signature");
      const points = sample.kind === "ink" ? sample.points.filter(({ down }) => down).length : 0;
      if (expected === "whole" && points !== 39) throw new Error(`${points} points of 39`);
    },
    mend: async () => {
      origin = { x: 500, y: 700 };
      await rig.mend();
    },
    cells: {
      garbage: { when: "use", make: () => order({ kind: "garbage" }), outcomes: ["driver.timeout"] },
      torn: {
        when: "use",
        variants: 20,
        make: (at) => order({ kind: "torn", atByte: at < 12 ? at : at * 17 }),
        // A pad numbers nothing: a signature that ends early looks like a short one, and the pipeline judges it.
        ...{ outcomes: ["works", "driver.timeout"], mayLose: true },
      },
      "bad-checksum": {
        when: "use",
        variants: 10,
        make: (at) => order({ kind: "damaged", atByte: 10 + at }),
        // No checksum on this wire; a damaged packet costs itself, or is a point that jumps.
        ...{ outcomes: ["works"], mayLose: true },
      },
      stall: { when: "use", make: () => order({ kind: "mute" }), outcomes: ["driver.timeout"] },
      slow: { when: "use", make: () => order({ kind: "slow", pieceBytes: 3, pauseMs: 1 }), outcomes: ["works"] },
      busy,
      "wrong-geometry": {
        when: "use",
        make: () => {
          origin = { x: 3_000, y: 2_600 };
        },
        outcomes: ["driver.malformed"],
      },
      doubled: { when: "use", make: () => order({ kind: "doubled" }), outcomes: ["works"], mayLose: true },
    },
  };
}

const pins: BoothPins = {
  ...{ ringLightPin: 5, stackRedPin: 3, stackYellowPin: 9, stackGreenPin: 6, presencePin: 2, doorPin: 4, helpPin: 13 },
  backdrop: {
    ...{ kind: "stepper" as const, stepPin: 11, dirPin: 12, homePin: 8, stepsPerTurn: 200, speedRpm: 60 },
    ...{ redSteps: 10, blueSteps: 20, orangeSteps: 30 },
  },
};

async function startFirmata(): Promise<FaultRig> {
  let board: NonNullable<FirmataEmulatorOptions["board"]> = "full";
  let isRed = false;
  const terminal = await openFaultyPty((line, far) => {
    const emulator = createFirmataEmulator({ homeSteps: 5, board, send: line.send });
    far.on("data", (chunk: Buffer) => {
      line.hear();
      emulator.receive(chunk);
    });
    emulator.boot();
  });
  const { openLink, rig, busy } = layLine(terminal, { device: "booth-io-firmata", baudRateBps: 57_600 });
  const device = createFirmataBooth({ clock, openLink, pins, versionTimeoutMs: 1_200, slowFactor: 0.05 });
  const order = (fault: LineFault) => terminal.line.order(fault);
  return {
    ...rig,
    device,
    use: async () => {
      isRed = !isRed;
      await device.setBackdrop(isRed ? "red" : "blue", { timeoutMs: 1_500, signal });
      await device.setRingLight(40);
    },
    mend: async () => {
      const wasFull = board === "full";
      board = "full";
      await rig.mend();
      // Another board under the same address.
      if (!wasFull) {
        await terminal.pty.pull();
        await terminal.pty.insert();
      }
    },
    cells: {
      garbage: { when: "use", make: () => order({ kind: "garbage" }), outcomes: ["driver.timeout"] },
      torn: {
        when: "opening",
        variants: 24,
        make: (at) => order({ kind: "torn", atByte: at < 16 ? at : at * 9 }),
        outcomes: ["driver.timeout", "driver.malformed"],
      },
      "bad-checksum": { impossible: "Firmata's messages carry no checksum: a damaged one is another message or none" },
      stall: { when: "use", make: () => order({ kind: "mute" }), outcomes: ["driver.timeout"] },
      slow: { when: "use", make: () => order({ kind: "slow", pieceBytes: 1, pauseMs: 1 }), outcomes: ["works"] },
      busy,
      "wrong-geometry": {
        when: "opening",
        variants: 2,
        make: async (at) => {
          board = at === 0 ? "plain" : "none";
          await terminal.pty.pull();
          await terminal.pty.insert();
        },
        outcomes: ["driver.malformed"],
      },
      doubled: { when: "use", make: () => order({ kind: "doubled" }), outcomes: ["works"] },
    },
  };
}

async function startEscpos(): Promise<FaultRig> {
  let printer: EscposEmulator | null = null;
  const terminal = await openFaultyPty((line, far) => {
    const emulator = createEscposEmulator({ send: line.send, paper: () => "present" });
    printer = emulator;
    far.on("data", (chunk: Buffer) => {
      line.hear();
      emulator.receive(chunk);
    });
  });
  const { openLink, rig, busy } = layLine(terminal, { device: "receipt-printer-escpos", baudRateBps: 9_600 });
  const device = createEscposPrinter({ clock, openLink, slowFactor: 0.7 });
  const receipt = { title: "BUKTI PEREKAMAN", lines: ["Bilik 01", "Nomor 0012"], qr: "bilik:0012" };
  const order = (fault: LineFault) => terminal.line.order(fault);
  const cuts = () => printer?.printed().cuts ?? 0;
  return {
    ...rig,
    device,
    use: async (expected) => {
      const before = cuts();
      await device.printReceipt({ receipt, timeoutMs: 3_000, signal });
      if (expected === "whole" && cuts() !== before + 1) throw new Error("not cut once");
    },
    cells: {
      garbage: { when: "use", make: () => order({ kind: "garbage" }), outcomes: ["driver.timeout"] },
      torn: { when: "use", make: () => order({ kind: "torn", atByte: 0 }), outcomes: ["driver.timeout"] },
      "bad-checksum": {
        when: "use",
        // No checksum either, but fixed bits, which say that a byte is no answer.
        make: () => order({ kind: "damaged", atByte: 0 }),
        outcomes: ["driver.timeout"],
      },
      stall: { when: "use", make: () => order({ kind: "mute" }), outcomes: ["driver.timeout"] },
      slow: { when: "use", make: () => order({ kind: "slow", pieceBytes: 1, pauseMs: 120 }), outcomes: ["works"] },
      busy,
      "wrong-geometry": { impossible: "a printer does not tell its width on this wire, and cuts lines by itself" },
      doubled: { when: "use", make: () => order({ kind: "doubled" }), outcomes: ["works"] },
    },
  };
}

/** Drivers on a serial line: a pseudo-terminal with the emulator at its far end. */
export const serialWires: readonly FaultyWire[] = [
  { driver: "fingerprint-zfm", wire: "a serial line", skip, start: startZfm },
  { driver: "signature-pad-topaz", wire: "a serial line", skip, start: startTopaz },
  { driver: "booth-io-firmata", wire: "a serial line", skip, start: startFirmata },
  { driver: "receipt-printer-escpos", wire: "a serial line", skip, start: startEscpos },
];
