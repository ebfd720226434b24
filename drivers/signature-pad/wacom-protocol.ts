/** Models of the STU series, by USB product id; vendor 056A. */
export const wacomModels = {
  161: { name: "STU-500", isColour: false, hasArea: false, hasSequence: false },
  162: { name: "STU-300", isColour: false, hasArea: false, hasSequence: false },
  163: { name: "STU-520", isColour: true, hasArea: true, hasSequence: true },
  164: { name: "STU-430", isColour: false, hasArea: true, hasSequence: true },
  165: { name: "STU-530", isColour: true, hasArea: true, hasSequence: true },
  166: { name: "STU-430V", isColour: false, hasArea: true, hasSequence: true },
  168: { name: "STU-540", isColour: true, hasArea: true, hasSequence: true },
} as const;
export type WacomModel = (typeof wacomModels)[keyof typeof wacomModels];

export const wacomVendorId = 0x056a;
export const wacomProductIds = Object.keys(wacomModels).map(Number);

/** Report ids (Wacom-STU-WebHID, MIT; sizes with the id). */
export const wacomReport = {
  pen: 0x01,
  status: { id: 0x03, bytes: 5 },
  information: { id: 0x08, bytes: 17 },
  capability: { id: 0x09, bytes: 17 },
  clearScreen: 0x20,
  inking: 0x21,
  clearArea: 0x23,
  startImageArea: 0x24,
  startImage: 0x25,
  imageBlock: { id: 0x26, bytes: 256, dataMax: 253 },
  endImage: 0x27,
  inkingArea: 0x2a,
  penMode: 0x32,
  penSequence: 0x34,
} as const;

/** Time and sequence with every pen report. */
export const penModeSequence = 3;
export const imageMode = { monochrome: 0x00, colour565: 0x02 } as const;
export const statusReady = 0;

export type WacomCapability = {
  readonly xMax: number;
  readonly yMax: number;
  readonly pressureMax: number;
  readonly screenWidthPx: number;
  readonly screenHeightPx: number;
  /** Tablet units an inch. */
  readonly resolutionPerInch: number;
};

/** Null for a report that no pad sends: a size of nothing, or larger than any pad. */
export function readCapability(report: Uint8Array): WacomCapability | null {
  if (report.length < 15 || report[0] !== wacomReport.capability.id) return null;
  const view = new DataView(report.buffer, report.byteOffset, report.byteLength);
  const [xMax, yMax, pressureMax] = [view.getUint16(1), view.getUint16(3), view.getUint16(5)];
  const [screenWidthPx, screenHeightPx] = [view.getUint16(7), view.getUint16(9)];
  const resolutionPerInch = view.getUint16(12);
  const isSound = Math.min(xMax, yMax, pressureMax, screenWidthPx, screenHeightPx, resolutionPerInch) > 0;
  if (!isSound || Math.max(screenWidthPx, screenHeightPx) > 2_048) return null;
  return { xMax, yMax, pressureMax, screenWidthPx, screenHeightPx, resolutionPerInch };
}

/** Model and firmware, e.g. `STU-540` and `1.3`. */
export function readInformation(report: Uint8Array): { readonly model: string; readonly firmware: string } | null {
  if (report.length < 12 || report[0] !== wacomReport.information.id) return null;
  const model = Buffer.from(report.subarray(1, 10))
    .toString("latin1")
    .replace(/[^\x20-\x7e].*$/s, "")
    .trim();
  return { model, firmware: `${report[10]}.${report[11]}` };
}

export type WacomPen = {
  readonly isNear: boolean;
  readonly isDown: boolean;
  readonly pressure: number;
  readonly x: number;
  readonly y: number;
  /** Of the pad's clock and counter, 16 bits each; null from pads that tell none. */
  readonly time: { readonly ms: number; readonly sequence: number } | null;
};

const penBytes = 7;
const penSequenceBytes = 11;

/** A pen report, plain or with time and sequence; null for any other report and for one that is cut short. */
export function readPen(report: Uint8Array): WacomPen | null {
  const [id] = report;
  const isPlain = id === wacomReport.pen && report.length >= penBytes;
  const isSequenced = id === wacomReport.penSequence && report.length >= penSequenceBytes;
  if (!isPlain && !isSequenced) return null;
  const view = new DataView(report.buffer, report.byteOffset, report.byteLength);
  const flags = view.getUint8(1);
  return {
    isNear: (flags & 0x80) !== 0,
    isDown: (flags & 0x70) !== 0,
    pressure: view.getUint16(1) & 0x0fff,
    x: view.getUint16(3),
    y: view.getUint16(5),
    time: isSequenced ? { ms: view.getUint16(7), sequence: view.getUint16(9) } : null,
  };
}

/** Corners in pixels of the screen, both inside. */
export type ScreenArea = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** A report that names a part of the screen after some bytes of its own. */
export function encodeArea(
  id: number,
  before: readonly number[],
  { left, top, right, bottom }: ScreenArea,
): Uint8Array {
  const corners = [left, top, right, bottom].flatMap((value) => [value & 0xff, value >> 8]);
  return Uint8Array.of(id, ...before, ...corners);
}

/** An image cut into the reports that carry it: length, data, padding. */
export function encodeImageBlocks(image: Uint8Array): readonly Uint8Array[] {
  const { id, bytes, dataMax } = wacomReport.imageBlock;
  return Array.from({ length: Math.ceil(image.length / dataMax) }, (_, index) => {
    const data = image.subarray(index * dataMax, (index + 1) * dataMax);
    const block = new Uint8Array(bytes);
    block.set([id, data.length & 0xff, data.length >> 8]);
    block.set(data, 3);
    return block;
  });
}
