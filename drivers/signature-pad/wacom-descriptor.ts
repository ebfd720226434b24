import { wacomReport } from "./wacom-protocol.ts";

/** HID 1.11, 6.2.2: a short item's first byte says what it is and how many bytes follow. */
const item = {
  usagePage1: 0x05,
  usagePage2: 0x06,
  usage1: 0x09,
  collection: 0xa1,
  endCollection: 0xc0,
  logicalMinimum1: 0x15,
  logicalMaximum2: 0x26,
  reportSize: 0x75,
  reportCount2: 0x96,
  reportId: 0x85,
  input: 0x81,
  feature: 0xb1,
} as const;
const application = 0x01;
const dataVariableAbsolute = 0x02;
/** HID Usage Tables, 16: the whole is a pen, or the kernel's driver for this vendor refuses it, and hidraw with it. */
const digitizerPage = 0x0d;
const pen = 0x02;
/** What the bytes mean is the vendor's own business: their numbers have the high byte first, which HID cannot say. */
const vendorPage = 0xff00;

/** Sizes with the id, of every report that a pad and its driver exchange. */
const inputs = [
  { id: wacomReport.pen, bytes: 7 },
  { id: wacomReport.penSequence, bytes: 11 },
];
const features = [
  wacomReport.status,
  wacomReport.information,
  wacomReport.capability,
  wacomReport.imageBlock,
  { id: wacomReport.clearScreen, bytes: 2 },
  { id: wacomReport.inking, bytes: 2 },
  { id: wacomReport.clearArea, bytes: 11 },
  { id: wacomReport.startImageArea, bytes: 11 },
  { id: wacomReport.startImage, bytes: 2 },
  { id: wacomReport.endImage, bytes: 2 },
  { id: wacomReport.inkingArea, bytes: 9 },
  { id: wacomReport.penMode, bytes: 2 },
];

/**
 * A report descriptor for an emulated pad: a pen whose reports have the lengths that the protocol gives them. No real pad's
 * is public; the kernel needs one to take the device as HID at all.
 */
export function describeWacomReports(): Uint8Array {
  const report = (kind: number, id: number, bytes: number) => [
    ...[item.reportId, id, item.usage1, id, item.reportCount2, (bytes - 1) & 0xff, (bytes - 1) >> 8],
    ...[kind, dataVariableAbsolute],
  ];
  return Uint8Array.from([
    ...[item.usagePage1, digitizerPage, item.usage1, pen, item.collection, application],
    ...[item.usagePage2, vendorPage & 0xff, vendorPage >> 8],
    ...[item.logicalMinimum1, 0, item.logicalMaximum2, 255, 0, item.reportSize, 8],
    ...inputs.flatMap(({ id, bytes }) => report(item.input, id, bytes)),
    ...features.flatMap(({ id, bytes }) => report(item.feature, id, bytes)),
    item.endCollection,
  ]);
}
