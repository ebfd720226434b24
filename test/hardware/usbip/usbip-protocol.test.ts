import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  encodeUsbipImport,
  encodeUsbipList,
  encodeUsbipSubmitReply,
  encodeUsbipUnlinkReply,
  readUsbipCommand,
  readUsbipOperation,
  type UsbipDevice,
} from "./usbip-protocol.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const bytes = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(/\s/g, ""), "hex"));
const device: UsbipDevice = {
  ...{ busId: "1-1", busNumber: 1, deviceNumber: 2, speed: 2, vendorId: 0x05ba, productId: 0x000a, release: 0x0100 },
  ...{ deviceClass: [0, 0, 0], configurationValue: 1, interfaces: [[255, 255, 255]] },
};

const importRequest = bytes(`0111 8003 00000000 ${"312d31".padEnd(64, "0")}`);
/** The example of the kernel's own documentation: a string descriptor is asked for. */
const submitIn = bytes(`
  00000001 00000d05 0001000f 00000001 00000000 00000200 00000040 ffffffff 00000000 00000004 8006000100004000`);
const submitOut = bytes(`
  00000001 00000d06 0001000f 00000000 00000000 00000000 00000002 00000000 00000000 00000000 4004330000000200 abcd`);
const unlink = bytes(`00000002 00000d07 0001000f 00000000 00000000 00000d05 ${"00".repeat(24)}`);

describe("what a USB/IP client asks", () => {
  it("before it has a device", () => {
    expect(readUsbipOperation(bytes("0111 8005 00000000"))).toMatchObject({
      request: { kind: "list" },
      lengthBytes: 8,
    });
    expect(readUsbipOperation(importRequest)).toEqual({
      ...{ kind: "request", request: { kind: "import", busId: "1-1" }, lengthBytes: 40 },
    });
  });

  it("once it has one", () => {
    expect(readUsbipCommand(submitIn)).toMatchObject({
      request: { kind: "submit", sequence: 0xd05, endpoint: 0, isIn: true, lengthBytes: 64, data: new Uint8Array(0) },
      lengthBytes: 48,
    });
    expect(readUsbipCommand(submitOut)).toMatchObject({
      request: { kind: "submit", isIn: false, setup: bytes("4004330000000200"), data: bytes("abcd") },
      lengthBytes: 50,
    });
    expect(readUsbipCommand(unlink)).toMatchObject({
      request: { kind: "unlink", sequence: 0xd07, unlinked: 0xd05 },
      lengthBytes: 48,
    });
  });

  it("is waited for at every byte where it is torn", () => {
    const readers = [
      [readUsbipOperation, importRequest],
      [readUsbipCommand, submitOut],
      [readUsbipCommand, unlink],
    ] as const;
    for (const [read, whole] of readers)
      for (let length = 0; length < whole.length; length += 1)
        expect(read(whole.subarray(0, length)).kind).toBe("incomplete");
  });

  it("is refused in another version, and where it is impossible", () => {
    expect(readUsbipOperation(bytes("0106 8005 00000000")).kind).toBe("malformed");
    expect(readUsbipOperation(bytes("0111 8009 00000000")).kind).toBe("malformed");
    expect(readUsbipCommand(bytes(`00000009 ${"00".repeat(44)}`)).kind).toBe("malformed");
    const huge = Uint8Array.from(submitIn);
    huge.set([0x7f], 24);
    expect(readUsbipCommand(huge).kind).toBe("malformed");
    const isochronous = Uint8Array.from(submitIn);
    isochronous.set([0, 0, 0, 8], 32);
    expect(readUsbipCommand(isochronous).kind).toBe("malformed");
  });

  it("never breaks a reader, which never takes more than there is", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(1, 2), (rest, command) => {
        for (const reading of [readUsbipOperation(rest), readUsbipCommand(Uint8Array.of(0, 0, 0, command, ...rest))])
          if (reading.kind === "request") expect(reading.lengthBytes).toBeLessThanOrEqual(rest.length + 4);
      }),
    );
  });
});

describe("what a USB/IP server answers", () => {
  it("lists devices with their interfaces", () => {
    const list = encodeUsbipList([device]);
    expect(list).toHaveLength(12 + 312 + 4);
    expect(hex(list.subarray(0, 12))).toBe("011100050000000000000001");
    expect(hex(list.subarray(12 + 288))).toBe("00000001000000020000000205ba000a0100000000010101ffffff00");
  });

  it("hands over a device, or says that there is none", () => {
    expect(encodeUsbipImport(device)).toHaveLength(8 + 312);
    expect(Buffer.from(encodeUsbipImport(device).subarray(264, 268)).toString("latin1")).toBe("1-1\0");
    expect(hex(encodeUsbipImport(null))).toBe("0111000300000001");
  });

  it("tells how a transfer ended", () => {
    const reply = encodeUsbipSubmitReply({ sequence: 0xd05, status: -32, actualBytes: 0, data: new Uint8Array(0) });
    expect(hex(reply)).toBe(`0000000300000d05${"00".repeat(12)}ffffffe0${"00".repeat(24)}`);
    const data = encodeUsbipSubmitReply({ sequence: 1, status: 0, actualBytes: 2, data: Uint8Array.of(1, 2) });
    expect(data).toHaveLength(50);
    expect(hex(data.subarray(24, 28))).toBe("00000002");
    expect(hex(encodeUsbipUnlinkReply(7, -104)).slice(0, 48)).toBe(`0000000400000007${"00".repeat(12)}ffffff98`);
  });
});
