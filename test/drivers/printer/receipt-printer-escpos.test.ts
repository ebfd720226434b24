import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { askPaper, encodeReceipt, readPaper } from "../../../drivers/printer/escpos-commands.ts";
import { createEscposEmulator, type EscposEmulator } from "../../../drivers/printer/escpos-emulator.ts";
import { createEscposPrinter } from "../../../drivers/printer/receipt-printer-escpos.ts";
import { createSerialLink } from "../../../drivers/transport/serial-link.ts";
import { createSocketLink } from "../../../drivers/transport/socket-link.ts";
import { createSystemClock } from "../../../runtime/kernel/clock.ts";
import { waitUntil } from "../../broker/wait-until.ts";
import { absentAtFirst, fromSecondOpening } from "../bench-steps.ts";
import { testDeviceContract } from "../device-contract.ts";
import { hasSocat, openPty, type Pty, skipWithoutSocat } from "../transport/pty.ts";

const clock = createSystemClock();
const receipt = { title: "BUKTI PEREKAMAN", lines: ["Bilik 01", "Nomor 0012"], qr: "bilik:0012" };
const job = { receipt, timeoutMs: 5_000, signal: new AbortController().signal };
const why = hasSocat ? "" : ` (skipped: ${skipWithoutSocat})`;

type Bench = { paper: "present" | "low" | "out" | "silent"; printer: EscposEmulator | null };

function attach(
  bench: Bench,
  far: {
    write: (bytes: Uint8Array) => unknown;
    on: (event: "data", take: (chunk: Uint8Array) => void) => unknown;
    readonly destroyed: boolean;
  },
) {
  const printer = createEscposEmulator({
    paper: () => bench.paper,
    send: (bytes) => {
      if (!far.destroyed) far.write(bytes);
    },
  });
  bench.printer = printer;
  far.on("data", printer.receive);
}

describe.skipIf(!hasSocat)(`a receipt printer on a pseudo-terminal${why}`, () => {
  const bench: Bench = { paper: "present", printer: null };
  let pty: Pty;
  beforeAll(async () => {
    pty = await openPty((far) => attach(bench, far));
  });
  afterAll(() => pty.close());
  afterEach(async () => {
    bench.paper = "present";
    await pty.insert();
  });
  const create = () =>
    createEscposPrinter({
      clock,
      openLink: createSerialLink({ device: "receipt-printer-escpos", path: pty.path, baudRateBps: 9_600 }),
      slowFactor: 0.2,
    });

  testDeviceContract({
    isSimulated: true,
    working: () => ({ device: create(), settle: (work) => work }),
    plugged: () => {
      const device = create();
      return {
        device,
        settle: (work) => work,
        pull: async () => {
          await pty.pull();
          await waitUntil("the loss is noticed", () => device.health().state === "lost");
        },
        insert: () => pty.insert(),
      };
    },
    lateComer: () => ({ device: absentAtFirst(create(), pty), settle: (work) => work }),
    mute: () => {
      bench.paper = "silent";
      const answer = () => {
        bench.paper = "present";
      };
      return { device: fromSecondOpening(create(), answer), settle: (work) => work };
    },
  });

  it("prints the title, each line and the code, and cuts once", async () => {
    const printer = create();
    await printer.open();
    await printer.printReceipt(job);
    expect(bench.printer?.printed()).toMatchObject({
      lines: expect.arrayContaining(["BUKTI PEREKAMAN", "Bilik 01", "Nomor 0012"]),
      codes: ["bilik:0012"],
      cuts: 1,
    });
    await printer.close();
  });

  it("prints on the last of the paper, and says when there is none", async () => {
    const printer = create();
    bench.paper = "low";
    await printer.open();
    await printer.printReceipt(job);
    bench.paper = "out";
    const refused = { code: "driver.malformed", detail: { problem: "out of paper" } };
    await expect(printer.printReceipt(job)).rejects.toMatchObject(refused);
    expect(printer.health().state).toBe("lost");
    await expect(printer.open()).rejects.toMatchObject(refused);
    bench.paper = "present";
    await printer.open();
    await printer.printReceipt(job);
    await printer.close();
  });

  it("is not there when nothing answers", async () => {
    bench.paper = "silent";
    const printer = create();
    const silent = { code: "driver.timeout", detail: { operation: "open" } };
    await expect(printer.open()).rejects.toMatchObject(silent);
    await printer.close();
  });
});

describe("a receipt printer on the network", () => {
  it("prints over a socket, and refuses a second receipt during the first", async () => {
    const bench: Bench = { paper: "present", printer: null };
    const server = createServer((far) => attach(bench, far));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const openLink = createSocketLink({ device: "receipt-printer-escpos", to: { host: "127.0.0.1", port } });
    const printer = createEscposPrinter({ clock, openLink, slowFactor: 1 });
    await printer.open();
    const first = printer.printReceipt(job);
    await expect(printer.printReceipt(job)).rejects.toMatchObject({ code: "driver.busy" });
    await first;
    await waitUntil("it is cut", () => bench.printer?.printed().cuts === 1);
    await printer.close();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe("the commands of a receipt", () => {
  it("hold no control byte that came with the text", () => {
    const hostile = fc.array(fc.string({ unit: "binary", maxLength: 40 }), { maxLength: 6 });
    fc.assert(
      fc.property(hostile, fc.string({ unit: "binary", maxLength: 40 }), (lines, title) => {
        const sent: number[] = [];
        const emulator = createEscposEmulator({ send: () => sent.push(1), paper: () => "present" });
        emulator.receive(encodeReceipt({ title, lines, qr: null }));
        expect(emulator.printed().cuts).toBe(1);
        expect(emulator.printed().lines).toHaveLength(lines.length + 1);
        expect(sent).toEqual([]);
      }),
    );
  });

  it("write letters with marks without them, and others as a question mark", () => {
    const emulator = createEscposEmulator({ send: () => undefined, paper: () => "present" });
    emulator.receive(encodeReceipt({ title: "É", lines: ["naïve ☃"], qr: null }));
    expect(emulator.printed().lines).toEqual(["E", "naive ?"]);
  });
});

describe("the paper's state", () => {
  it("is told by two fixed bits and four others", () => {
    expect([0x12, 0x1e, 0x72, 0x7e].map(readPaper)).toEqual(["present", "low", "out", "out"]);
    expect([0x00, 0xff, 0x10, 0x02, 0x13, 0x92].map(readPaper)).toEqual([null, null, null, null, null, null]);
    expect([...askPaper]).toEqual([0x10, 0x04, 4]);
  });
});
