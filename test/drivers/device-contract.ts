import { expect, it } from "vitest";
import type { Device } from "../../runtime/kernel/device.ts";

/** Lets the device's time pass until the work is settled; on a bench with real devices, simply waits. */
export type Settle = <T>(work: Promise<T>) => Promise<T>;

/** A fresh, closed device, and the hand that pulls its cable where somebody can. */
export type Bench<D extends Device> = { readonly device: D; readonly settle: Settle };
/** On a real wire a pull is over when the driver has noticed it, and an insertion when the path is there again. */
export type PluggedBench<D extends Device> = Bench<D> & {
  readonly pull: () => void | Promise<void>;
  readonly insert: () => void | Promise<void>;
};

export type DeviceRig<D extends Device> = {
  readonly working: () => Bench<D>;
  /** Null for a device without a cable, such as a recording. */
  readonly plugged: (() => PluggedBench<D>) | null;
  /** A device that is not there when it is first opened, and there the second time. */
  readonly lateComer: (() => Bench<D>) | null;
  /** A device that never answers its first opening. */
  readonly mute: (() => Bench<D>) | null;
  readonly isSimulated: boolean;
};

/** A failure that comes before the test asks for it is no unhandled one. */
export function handleLater(work: Promise<unknown>): void {
  work.catch(() => undefined);
}

/** What `Device` promises, checked alike on every driver. */
export function testDeviceContract<D extends Device>(rig: DeviceRig<D>): void {
  it("is closed until it is opened, and closed again afterwards", async () => {
    const { device, settle } = rig.working();
    expect(device.health()).toEqual({ state: "closed", lastFailure: null });
    const opening = device.open();
    expect(device.health().state).toBe("opening");
    await settle(opening);
    expect(device.health()).toEqual({ state: "ready", lastFailure: null });
    await device.close();
    expect(device.health()).toEqual({ state: "closed", lastFailure: null });
  });

  it("can be closed before it was opened, twice, and then opened", async () => {
    const { device, settle } = rig.working();
    await device.close();
    await settle(device.open());
    await Promise.all([device.close(), device.close()]);
    await device.close();
    await settle(device.open());
    expect(device.health().state).toBe("ready");
    await device.close();
  });

  it("is opened once however often it is asked", async () => {
    const { device, settle } = rig.working();
    await settle(Promise.all([device.open(), device.open()]));
    await settle(device.open());
    expect(device.health().state).toBe("ready");
    await device.close();
  });

  it("gives up opening when it is closed meanwhile", async () => {
    const { device, settle } = rig.working();
    const outcome = device.open().then(
      () => "opened",
      (error) => error.code,
    );
    await settle(device.close());
    // A device that opens at once may have won.
    expect(["driver.disconnected", "opened"]).toContain(await outcome);
    expect(device.health().state).toBe("closed");
  });

  it("says where its captures come from, and marks what is not real", async () => {
    const { device, settle } = rig.working();
    expect(device.provenance().driver).toBe(device.name);
    await settle(device.open());
    const provenance = device.provenance();
    expect(provenance.driver).toBe(device.name);
    expect(provenance.isSimulated).toBe(rig.isSimulated);
    expect(provenance.serial.startsWith("EMU-")).toBe(rig.isSimulated);
    if (rig.isSimulated) expect(provenance.isCertified).toBe(false);
    for (const text of [provenance.model, provenance.serial, provenance.firmware]) expect(text).not.toBe("");
    await device.close();
  });

  const { plugged, lateComer, mute } = rig;
  it("is lost when its cable is pulled, and comes back when it is opened anew", async (context) => {
    context.skip(plugged === null, "nothing here to unplug");
    const { device, settle, pull, insert } = plugged!();
    await settle(device.open());
    await pull();
    expect(device.health()).toEqual({ state: "lost", lastFailure: "driver.disconnected" });
    await expect(settle(device.open())).rejects.toMatchObject({ code: "driver.disconnected" });
    await insert();
    await settle(device.open());
    expect(device.health()).toEqual({ state: "ready", lastFailure: null });
    await device.close();
  });

  it("can be closed while it is lost", async (context) => {
    context.skip(plugged === null, "nothing here to unplug");
    const { device, settle, pull } = plugged!();
    await settle(device.open());
    await pull();
    await device.close();
    expect(device.health().state).toBe("closed");
  });

  it("is lost when its cable is pulled while it opens", async (context) => {
    context.skip(plugged === null, "nothing here to unplug");
    const { device, settle, pull } = plugged!();
    const outcome = device.open().then(
      () => "opened",
      (error) => error.code,
    );
    await pull();
    // A device that opens at once may have won.
    expect(["driver.disconnected", "opened"]).toContain(await settle(outcome));
    expect(device.health().state).toBe("lost");
    await device.close();
  });

  it("refuses to open while it is not there, and opens once it is", async (context) => {
    context.skip(lateComer === null, "nothing here comes late");
    const { device, settle } = lateComer!();
    await expect(settle(device.open())).rejects.toMatchObject({ code: "driver.disconnected" });
    expect(device.health().lastFailure).toBe("driver.disconnected");
    await settle(device.open());
    expect(device.health()).toEqual({ state: "ready", lastFailure: null });
    await device.close();
  });

  it("waits for its self-test only so long", async (context) => {
    context.skip(mute === null, "nothing here falls silent");
    const { device, settle } = mute!();
    await expect(settle(device.open())).rejects.toMatchObject({
      code: "driver.timeout",
      detail: { operation: "open" },
    });
    expect(device.health().state).toBe("lost");
    await settle(device.open());
    await device.close();
  });
}
