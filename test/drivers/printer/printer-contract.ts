import { expect, it } from "vitest";
import type { PrinterDriver } from "../../../drivers/printer/printer-driver.ts";
import { type Bench, type DeviceRig, testDeviceContract } from "../device-contract.ts";

export type PrinterRig = DeviceRig<PrinterDriver> & {
  /** A printer whose first job fails so; null where nobody can make it. */
  readonly faulty: ((fault: "stall" | "held" | "unplug") => Bench<PrinterDriver>) | null;
};

/** One empty page, as short as a PDF can be that a printer takes (ISO 32000-1, 7.5). */
export const examplePdf = composePdf([
  "<< /Type /Catalog /Pages 2 0 R >>",
  "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
  "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>",
]);

function composePdf(objects: readonly string[]): Uint8Array {
  let text = "%PDF-1.7\n";
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return String(at).padStart(10, "0");
  });
  const rows = ["0000000000 65535 f ", ...offsets.map((at) => `${at} 00000 n `)];
  const table = `xref\n0 ${rows.length}\n${rows.join("\n")}\n`;
  const trailer = `trailer\n<< /Size ${rows.length} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return new TextEncoder().encode(text + table + trailer);
}

export const exampleJob = {
  title: "Tanda terima",
  pdf: examplePdf,
  copies: 1,
  timeoutMs: 30_000,
  signal: new AbortController().signal,
};

/** The promises in `printer-driver.ts`, checked alike on the simulator and on a real printer. */
export function testPrinterContract(rig: PrinterRig): void {
  testDeviceContract(rig);

  it("gives each job an id of its own", async () => {
    const { device, settle } = rig.working();
    await settle(device.open());
    const first = await settle(device.print(exampleJob));
    const second = await settle(device.print({ ...exampleJob, copies: 2 }));
    expect(first).not.toBe("");
    expect(second).not.toBe(first);
    expect(device.health()).toEqual({ state: "ready", lastFailure: null });
    await device.close();
  });

  it("refuses a second job during the first, which is printed all the same", async () => {
    const { device, settle } = rig.working();
    await settle(device.open());
    const first = device.print(exampleJob);
    expect(device.health().state).toBe("busy");
    await expect(settle(device.print(exampleJob))).rejects.toMatchObject({ code: "driver.busy" });
    expect(await settle(first)).not.toBe("");
    await device.close();
  });

  it("refuses to print unless it is open", async () => {
    const { device, settle } = rig.working();
    await expect(settle(device.print(exampleJob))).rejects.toMatchObject({ code: "driver.disconnected" });
  });

  it("stops with the signal's own reason, before and during a job", async () => {
    const { device, settle } = rig.working();
    await settle(device.open());
    const reason = new Error("the resident left");
    await expect(settle(device.print({ ...exampleJob, signal: AbortSignal.abort(reason) }))).rejects.toBe(reason);
    const controller = new AbortController();
    const printing = device.print({ ...exampleJob, signal: controller.signal });
    controller.abort(reason);
    await expect(settle(printing)).rejects.toBe(reason);
    expect(device.health()).toEqual({ state: "ready", lastFailure: null });
    await device.close();
  });

  it("ends a job with driver.disconnected when it is closed meanwhile", async () => {
    const { device, settle } = rig.working();
    await settle(device.open());
    const printing = device.print(exampleJob).catch((error) => error.code);
    await settle(device.close());
    expect(await settle(printing)).toBe("driver.disconnected");
  });

  it.skipIf(rig.faulty === null).each([
    { fault: "stall", code: "driver.timeout", state: "ready" },
    { fault: "held", code: "driver.busy", state: "ready" },
    { fault: "unplug", code: "driver.disconnected", state: "lost" },
  ] as const)("reports $code on $fault, is $state, and prints afterwards", async ({ fault, code, state }) => {
    const { device, settle } = rig.faulty!(fault);
    await settle(device.open());
    await expect(settle(device.print(exampleJob))).rejects.toMatchObject({ code, detail: { device: device.name } });
    expect(device.health()).toEqual({ state, lastFailure: code });
    await settle(device.open());
    expect(await settle(device.print(exampleJob))).not.toBe("");
    await device.close();
  });
}
