import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeUru } from "../../../drivers/fingerprint/uru4000-descriptors.ts";
import { createUsbipSession } from "./usbip-session.ts";

const descriptors = describeUru("EMU-URU-1");
const importRequest = Buffer.concat([Buffer.from("0111800300000000", "hex"), Buffer.from("1-1".padEnd(32, "\0"))]);

function createRig() {
  const said: Uint8Array[] = [];
  const written: { readonly value: number; readonly data: readonly number[] }[] = [];
  const sent: Buffer[] = [];
  const session = createUsbipSession(
    {
      descriptors,
      controlIn: ({ value }) => (value === 7 ? Uint8Array.of(0x83) : null),
      controlOut: ({ value }, data) => {
        written.push({ value, data: [...data] });
        return value === 0x4e;
      },
      take: (endpoint) => (endpoint === 1 ? (said.shift() ?? null) : null),
    },
    (bytes) => sent.push(Buffer.from(bytes)),
  );
  const replies = () =>
    sent.map((bytes) => ({
      sequence: bytes.readUInt32BE(4),
      status: bytes.readInt32BE(20),
      data: bytes.subarray(48).toString("hex"),
    }));
  return { session, said, written, sent, replies };
}

function createImported() {
  const rig = createRig();
  expect(rig.session.receive(importRequest)).toBe(true);
  expect(rig.sent.shift()).toHaveLength(320);
  return rig;
}

type Submit = {
  readonly endpoint?: number;
  readonly setup?: string;
  readonly out?: string;
  readonly lengthBytes?: number;
};

function submit(sequence: number, { endpoint = 0, setup = "", out, lengthBytes = 64 }: Submit): Buffer {
  const bytes = Buffer.alloc(48);
  const data = Buffer.from(out ?? "", "hex");
  for (const [at, value] of [1, sequence, 0x10001, out === undefined ? 1 : 0, endpoint].entries())
    bytes.writeUInt32BE(value, 4 * at);
  bytes.writeUInt32BE(out === undefined ? lengthBytes : data.length, 24);
  bytes.set(Buffer.from(setup, "hex"), 40);
  return Buffer.concat([bytes, data]);
}

function unlink(sequence: number, unlinked: number): Buffer {
  const bytes = Buffer.alloc(48);
  bytes.writeUInt32BE(2, 0);
  bytes.writeUInt32BE(sequence, 4);
  bytes.writeUInt32BE(unlinked, 20);
  return bytes;
}

describe("an emulated USB device", () => {
  it("answers what every device has to", () => {
    const { session, replies } = createImported();
    session.receive(submit(1, { setup: "8006000100001200" }));
    session.receive(submit(2, { setup: "8006000200000900" }));
    session.receive(submit(3, { setup: "800603030904ff00", lengthBytes: 255 }));
    session.receive(submit(4, { setup: "0009010000000000", out: "" }));
    session.receive(submit(5, { setup: "8006000600000a00" }));
    const [device, configuration, serial, configured, qualifier] = replies();
    expect(device?.data).toBe(Buffer.from(descriptors.device).toString("hex"));
    expect(configuration?.data).toBe(Buffer.from(descriptors.configuration.subarray(0, 9)).toString("hex"));
    expect(
      Buffer.from(serial?.data ?? "", "hex")
        .subarray(2)
        .toString("utf16le"),
    ).toBe("EMU-URU-1");
    expect(configured).toMatchObject({ status: 0 });
    expect(qualifier).toMatchObject({ status: -32, data: "" });
  });

  it("passes on what is its own, and stalls on what it does not know", () => {
    const { session, replies, written } = createImported();
    session.receive(submit(1, { setup: "c004070000000100", lengthBytes: 1 }));
    session.receive(submit(2, { setup: "40044e0000000100", out: "10" }));
    session.receive(submit(3, { setup: "4004990000000100", out: "10" }));
    expect(replies().map(({ status, data }) => [status, data])).toEqual([
      [0, "83"],
      [0, ""],
      [-32, ""],
    ]);
    expect(written[0]).toEqual({ value: 0x4e, data: [0x10] });
  });

  it("holds a transfer back until it has something to say", () => {
    const { session, said, replies } = createImported();
    session.receive(submit(1, { endpoint: 1 }));
    session.receive(submit(2, { endpoint: 1 }));
    expect(replies()).toEqual([]);
    said.push(Uint8Array.of(0x56, 0xaa));
    session.flush();
    expect(replies()).toEqual([{ sequence: 1, status: 0, data: "56aa" }]);
  });

  it("gives a transfer back, once", () => {
    const { session, said, replies } = createImported();
    session.receive(submit(1, { endpoint: 1 }));
    session.receive(unlink(2, 1));
    session.receive(unlink(3, 1));
    said.push(Uint8Array.of(1));
    session.flush();
    expect(replies().map(({ sequence, status }) => [sequence, status])).toEqual([
      [2, -104],
      [3, 0],
    ]);
  });

  it("reads requests from whatever pieces they come in", () => {
    const stream = Buffer.concat([
      importRequest,
      submit(1, { setup: "c004070000000100", lengthBytes: 1 }),
      submit(2, { setup: "40044e0000000100", out: "10" }),
      submit(3, { endpoint: 1 }),
      unlink(4, 3),
    ]);
    const whole = createRig();
    whole.session.receive(stream);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: stream.length }), { maxLength: 12 }), (cuts) => {
        const { session, sent } = createRig();
        const places = [...new Set([0, ...cuts, stream.length])].sort((one, other) => one - other);
        for (const [index, from] of places.entries()) session.receive(stream.subarray(from, places[index + 1] ?? from));
        expect(Buffer.concat(sent).equals(Buffer.concat(whole.sent))).toBe(true);
      }),
    );
  });

  it("leaves a client that makes no sense", () => {
    expect(createRig().session.receive(Buffer.from("GET / HTTP/1.1\r\n"))).toBe(false);
    const { session, sent } = createRig();
    const other = Buffer.concat([Buffer.from("0111800300000000", "hex"), Buffer.from("9-9".padEnd(32, "\0"))]);
    expect(session.receive(other)).toBe(false);
    expect(sent[0]?.toString("hex")).toBe("0111000300000001");
  });
});
