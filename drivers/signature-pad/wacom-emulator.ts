import type { SignatureInk } from "../../runtime/kernel/biometric.ts";
import { imageMode, type ScreenArea, statusReady, wacomModels, wacomReport } from "./wacom-protocol.ts";

export type WacomEmulatorOptions = {
  readonly productId: keyof typeof wacomModels;
  /** Sends an input report. */
  readonly send: (report: Uint8Array) => void;
  /** Status requests that the pad answers with «busy» after each clearing or drawing. */
  readonly busyPolls?: number;
};

export type WacomEmulator = {
  readonly getFeature: (id: number) => Uint8Array;
  readonly setFeature: (report: Uint8Array) => void;
  readonly press: (point: {
    readonly x: number;
    readonly y: number;
    readonly pressure: number;
    readonly isDown: boolean;
  }) => void;
  /** Counts a report that never leaves the pad. */
  readonly loseReport: () => void;
  readonly see: () => {
    readonly isInking: boolean;
    readonly images: number;
    readonly imageBytes: number;
    readonly clears: number;
    readonly inkArea: ScreenArea | null;
    readonly clearedAreas: number;
  };
};

export const emulatedPad = {
  xMax: 10_800,
  yMax: 6_480,
  pressureMax: 1_023,
  resolutionPerInch: 2_540,
  reportEveryMs: 5,
} as const;
const monochromeScreen = { widthPx: 320, heightPx: 200 };
const colourScreen = { widthPx: 800, heightPx: 480 };
const busy = 1;

/** The far end of a STU pad's feature and input reports. */
export function createWacomEmulator(options: WacomEmulatorOptions): WacomEmulator {
  const { productId, send, busyPolls = 0 } = options;
  const model = wacomModels[productId];
  const screen = model.isColour ? colourScreen : monochromeScreen;
  let seen: ReturnType<WacomEmulator["see"]> = {
    isInking: false,
    images: 0,
    imageBytes: 0,
    clears: 0,
    inkArea: null,
    clearedAreas: 0,
  };
  let pollsLeft = 0;
  let isSequenced = false;
  let reportCount = 0;
  const show = (change: Partial<typeof seen>) => {
    seen = { ...seen, ...change };
  };

  const takers: Readonly<Record<number, (report: Uint8Array) => void>> = {
    [wacomReport.clearScreen]: () => {
      pollsLeft = busyPolls;
      show({ clears: seen.clears + 1, imageBytes: 0 });
    },
    [wacomReport.clearArea]: () => {
      pollsLeft = busyPolls;
      show({ clearedAreas: seen.clearedAreas + 1 });
    },
    [wacomReport.inking]: (report) => show({ isInking: report[1] === 1 }),
    [wacomReport.inkingArea]: (report) => show({ inkArea: readArea(report, 1) }),
    [wacomReport.penMode]: (report) => {
      isSequenced = report[1] === 3;
    },
    [wacomReport.startImage]: (report) => {
      if (report[1] === (model.isColour ? imageMode.colour565 : imageMode.monochrome)) show({ imageBytes: 0 });
    },
    [wacomReport.startImageArea]: () => show({ imageBytes: 0 }),
    [wacomReport.imageBlock.id]: (report) =>
      show({ imageBytes: seen.imageBytes + (report[1] ?? 0) + ((report[2] ?? 0) << 8) }),
    [wacomReport.endImage]: () => {
      pollsLeft = busyPolls;
      show({ images: seen.images + 1 });
    },
  };

  return {
    see: () => seen,
    setFeature: (report) => takers[report[0] ?? 0]?.(report),
    loseReport: () => {
      reportCount += 1;
    },
    getFeature: (id) => {
      if (id === wacomReport.capability.id) return describePad(screen);
      if (id === wacomReport.information.id) return nameModel(model.name);
      if (id !== wacomReport.status.id) return Uint8Array.of(id);
      const code = pollsLeft > 0 ? busy : statusReady;
      pollsLeft = Math.max(0, pollsLeft - 1);
      return Uint8Array.of(id, code, 0, 0, 0);
    },
    press: ({ x, y, pressure, isDown }) => {
      const id = isSequenced ? wacomReport.penSequence : wacomReport.pen;
      const report = new Uint8Array(isSequenced ? 11 : 7);
      const view = new DataView(report.buffer);
      report[0] = id;
      view.setUint16(1, 0x8000 | (isDown ? 0x1000 : 0) | (isDown ? pressure : 0));
      view.setUint16(3, x);
      view.setUint16(5, y);
      if (isSequenced) {
        view.setUint16(7, (reportCount * emulatedPad.reportEveryMs) & 0xffff);
        view.setUint16(9, reportCount & 0xffff);
      }
      reportCount += 1;
      send(report);
    },
  };
}

/** Where the pen goes for a signature in millimetres on the emulated pad. */
export function traceOnPad(ink: SignatureInk): readonly Parameters<WacomEmulator["press"]>[0][] {
  const toUnits = (mm: number) => Math.round((mm / 25.4) * emulatedPad.resolutionPerInch);
  return ink.points.map(({ x, y, p, down }) => ({
    x: toUnits(x),
    y: toUnits(y),
    pressure: Math.round(p * emulatedPad.pressureMax),
    isDown: down,
  }));
}

function describePad({ widthPx, heightPx }: typeof colourScreen): Uint8Array {
  const report = new Uint8Array(wacomReport.capability.bytes);
  const view = new DataView(report.buffer);
  report[0] = wacomReport.capability.id;
  const { xMax, yMax, pressureMax, resolutionPerInch } = emulatedPad;
  for (const [index, value] of [xMax, yMax, pressureMax, widthPx, heightPx].entries())
    view.setUint16(1 + 2 * index, value);
  report[11] = 200;
  view.setUint16(12, resolutionPerInch);
  return report;
}

function nameModel(name: string): Uint8Array {
  const report = new Uint8Array(wacomReport.information.bytes);
  report[0] = wacomReport.information.id;
  report.set(Buffer.from(name, "latin1").subarray(0, 9), 1);
  report.set([1, 3], 10);
  return report;
}

function readArea(report: Uint8Array, at: number): ScreenArea {
  const view = new DataView(report.buffer, report.byteOffset, report.byteLength);
  const [left, top, right, bottom] = [0, 2, 4, 6].map((offset) => view.getUint16(at + offset, true));
  return { left: left ?? 0, top: top ?? 0, right: right ?? 0, bottom: bottom ?? 0 };
}
