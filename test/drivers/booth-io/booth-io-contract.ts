import { expect, it } from "vitest";
import type { BoothIoDriver } from "../../../drivers/booth-io/booth-io-driver.ts";
import { type Bench, type DeviceRig, handleLater, testDeviceContract } from "../device-contract.ts";

export type BoothIoRig = DeviceRig<BoothIoDriver> & {
  /** A booth whose backdrop jams in its first move; null where nobody can make it. */
  readonly jammed: (() => Bench<BoothIoDriver>) | null;
};

const request = { timeoutMs: 10_000, signal: new AbortController().signal };

/** The promises in `booth-io-driver.ts`, checked alike on the simulator and on a real booth. */
export function testBoothIoContract(rig: BoothIoRig): void {
  testDeviceContract(rig);

  it("moves the backdrop to each colour, and is ready again", async () => {
    const { device, settle } = rig.working();
    await settle(device.open());
    for (const colour of ["red", "blue", "orange", "orange"] as const)
      await settle(device.setBackdrop(colour, request));
    expect(device.health()).toEqual({ state: "ready", lastFailure: null });
    await device.close();
  });

  it("moves the backdrop once more when asked during a move", async () => {
    const { device, settle } = rig.working();
    await settle(device.open());
    await settle(Promise.all([device.setBackdrop("red", request), device.setBackdrop("blue", request)]));
    await device.close();
  });

  it("sets lights during a move, to both ends of their range", async () => {
    const { device, settle } = rig.working();
    await settle(device.open());
    const moving = device.setBackdrop("red", request);
    await settle(device.setRingLight(0));
    await settle(device.setRingLight(100));
    for (const light of ["ready", "busy", "attention", "off"] as const) await settle(device.setStackLight(light));
    await settle(moving);
    await device.close();
  });

  it("refuses everything unless it is open", async () => {
    const { device, settle } = rig.working();
    const disconnected = { code: "driver.disconnected" };
    await expect(settle(device.setBackdrop("red", request))).rejects.toMatchObject(disconnected);
    await expect(settle(device.setRingLight(50))).rejects.toMatchObject(disconnected);
    await expect(settle(device.setStackLight("busy"))).rejects.toMatchObject(disconnected);
  });

  it("stops a move with the signal's own reason", async () => {
    const { device, settle } = rig.working();
    await settle(device.open());
    const controller = new AbortController();
    const reason = new Error("the resident left");
    const moving = device.setBackdrop("red", { ...request, signal: controller.signal });
    controller.abort(reason);
    await expect(settle(moving)).rejects.toBe(reason);
    await settle(device.setBackdrop("red", request));
    await device.close();
  });

  const { jammed, plugged } = rig;
  it("reports a jam as driver.timeout, and moves again afterwards", async (context) => {
    context.skip(jammed === null, "nothing here jams");
    const { device, settle } = jammed!();
    await settle(device.open());
    await expect(settle(device.setBackdrop("red", request))).rejects.toMatchObject({
      code: "driver.timeout",
      detail: { operation: "set backdrop", timeoutMs: request.timeoutMs },
    });
    await settle(device.setBackdrop("red", request));
    expect(device.health()).toEqual({ state: "ready", lastFailure: null });
    await device.close();
  });

  it("reports a cable pulled during a move", async (context) => {
    context.skip(plugged === null, "nothing here to unplug");
    const { device, settle, pull, insert } = plugged!();
    await settle(device.open());
    const moving = device.setBackdrop("red", request);
    handleLater(moving);
    await pull();
    await expect(settle(moving)).rejects.toMatchObject({ code: "driver.disconnected" });
    await expect(settle(device.setRingLight(50))).rejects.toMatchObject({ code: "driver.disconnected" });
    await insert();
    await settle(device.open());
    await settle(device.setBackdrop("red", request));
    await device.close();
  });
}
