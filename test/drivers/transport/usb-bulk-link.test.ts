import { afterEach, describe, expect, it } from "vitest";
import { createEscposEmulator } from "../../../drivers/printer/escpos-emulator.ts";
import { createEscposPrinter } from "../../../drivers/printer/receipt-printer-escpos.ts";
import { type BulkDevice, createUsbBulkLink, type UsbBulkChoice } from "../../../drivers/transport/usb-bulk-link.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { waitUntil } from "../../broker/wait-until.ts";
import { testDeviceContract } from "../device-contract.ts";

const clock = createSystemClock();
const receipt = { title: "BUKTI", lines: ["Nomor 0012"], qr: "bilik:0012" };
const job = { receipt, timeoutMs: 5_000, signal: new AbortController().signal };
const choice: UsbBulkChoice = {
  ...{ device: "receipt-printer-escpos", vendorId: 0x04b8, productId: 0x0202, serial: null, interfaceClass: 7 },
};

/** A receipt printer with its plug, in place of the kernel: bulk transfers block as libusb's do. */
function createUsbPrinter(change: { readonly isOneWay?: boolean; readonly isHeld?: boolean } = {}) {
  let isIn = true;
  let isOpen = false;
  let paper: "present" | "out" = "present";
  const answers: Uint8Array[] = [];
  const used: string[] = [];
  const printer = createEscposEmulator({ send: (bytes) => answers.push(bytes), paper: () => paper });
  const guard = () => {
    if (!isIn || !isOpen) throw new Error("LIBUSB_ERROR_NO_DEVICE");
  };
  const bulk = (endpointNumber: number, direction: "in" | "out") => ({ endpointNumber, direction, type: "bulk" });
  const device: BulkDevice = {
    vendorId: 0x04b8,
    productId: 0x0202,
    serialNumber: "EMU-TM-T20",
    configuration: {
      interfaces: [
        { interfaceNumber: 0, alternate: { interfaceClass: 3, endpoints: [] } },
        {
          interfaceNumber: 1,
          alternate: {
            interfaceClass: 7,
            endpoints: [bulk(1, "out"), ...(change.isOneWay === true ? [] : [bulk(2, "in")])],
          },
        },
      ],
    },
    open: async () => {
      if (!isIn) throw new Error("LIBUSB_ERROR_NO_DEVICE");
      isOpen = true;
    },
    close: async () => {
      isOpen = false;
    },
    detachKernelDriver: async (number) => {
      used.push(`detach ${number}`);
    },
    claimInterface: async (number) => {
      if (change.isHeld === true) throw new Error("LIBUSB_ERROR_BUSY");
      used.push(`claim ${number}`);
    },
    nativeTransferIn: async (endpoint, timeoutMs) => {
      expect(endpoint).toBe(2);
      for (let waitedMs = 0; waitedMs < timeoutMs; waitedMs += 5) {
        guard();
        const answer = answers.shift();
        if (answer !== undefined) return answer;
        await clock.sleep(5);
      }
      throw new Error("Cancelled");
    },
    nativeTransferOut: async (endpoint, _timeoutMs, bytes) => {
      guard();
      expect(endpoint).toBe(1);
      printer.receive(bytes);
      return bytes.length;
    },
  };
  return {
    used,
    printed: printer.printed,
    list: async () => (isIn ? [device] : []),
    pull: () => {
      isIn = false;
    },
    insert: () => {
      isIn = true;
    },
    setPaper: (next: typeof paper) => {
      paper = next;
    },
  };
}

const create = (bench: ReturnType<typeof createUsbPrinter>, change: Partial<UsbBulkChoice> = {}) =>
  createEscposPrinter({ clock, openLink: createUsbBulkLink({ ...choice, ...change }, bench.list), slowFactor: 0.5 });

describe("a receipt printer on USB", () => {
  const opened: { readonly close: () => Promise<void> }[] = [];
  afterEach(async () => {
    for (const printer of opened.splice(0)) await printer.close();
  });
  const open = (bench = createUsbPrinter(), change: Partial<UsbBulkChoice> = {}) => {
    const printer = create(bench, change);
    opened.push(printer);
    return { bench, printer };
  };

  testDeviceContract({
    isSimulated: true,
    working: () => ({ device: open().printer, settle: (work) => work }),
    plugged: () => {
      const { bench, printer: device } = open();
      return {
        device,
        settle: (work) => work,
        pull: async () => {
          bench.pull();
          if (device.health().state === "ready" || device.health().state === "busy")
            await waitUntil("the loss is noticed", () => device.health().state === "lost");
        },
        insert: async () => bench.insert(),
      };
    },
    lateComer: null,
    mute: null,
  });

  it("is taken from the kernel's own driver, prints, and cuts once", async () => {
    const { bench, printer } = open();
    await printer.open();
    await printer.printReceipt(job);
    expect(bench.used).toEqual(["detach 1", "claim 1"]);
    expect(bench.printed()).toEqual({ lines: ["BUKTI", "Nomor 0012"], codes: ["bilik:0012"], cuts: 1 });
  });

  it("is busy when somebody else has claimed it, and absent under another serial number", async () => {
    await expect(open(createUsbPrinter({ isHeld: true })).printer.open()).rejects.toMatchObject({
      code: "driver.busy",
    });
    const absent = { code: "driver.disconnected" };
    await expect(open(createUsbPrinter(), { serial: "other" }).printer.open()).rejects.toMatchObject(absent);
    await expect(open(createUsbPrinter(), { productId: 1 }).printer.open()).rejects.toMatchObject(absent);
  });

  it("says so when it has no interface to print on", async () => {
    const refused = { code: "driver.malformed", detail: { problem: "no interface of its class" } };
    await expect(open(createUsbPrinter(), { interfaceClass: 8 }).printer.open()).rejects.toMatchObject(refused);
    await expect(open(createUsbPrinter(), { interfaceClass: 3 }).printer.open()).rejects.toMatchObject(refused);
  });

  it("that only listens counts as one that does not answer", async () => {
    const { printer } = open(createUsbPrinter({ isOneWay: true }));
    await expect(printer.open()).rejects.toMatchObject({ code: "driver.timeout" });
  });
});
