import { describe, expect, it } from "vitest";
import { devicesConfigSchema } from "../../../runtime/config/devices/devices-config.ts";

const path = "/dev/booth/board";
const parse = (input: unknown) => devicesConfigSchema.safeParse(input);

describe("the configuration of devices", () => {
  it("simulates what it does not name", () => {
    const { slowFactor, ...devices } = devicesConfigSchema.parse({
      signaturePad: { driver: "topaz", path, model: "siglite-1x5" },
    });
    expect(slowFactor).toBe(1);
    expect(Object.entries(devices).filter(([, { driver }]) => driver !== "simulator")).toEqual([
      ["signaturePad", { driver: "topaz", path, model: "siglite-1x5", finishAfterMs: 2_500 }],
    ]);
  });

  it.each(["", "ttyUSB0", "/dev/tty USB0", "/dev/tty\nUSB0", "COM1", `/${"x".repeat(300)}`])(
    "takes no %j for a device's path",
    (bad) => {
      expect(parse({ fingerprint: { driver: "zfm", path: bad } }).success).toBe(false);
    },
  );

  it("refuses a driver of another device, and keys of another driver", () => {
    expect(parse({ fingerprint: { driver: "topaz", path } }).success).toBe(false);
    expect(parse({ fingerprint: { driver: "simulator", path } }).success).toBe(false);
  });

  it.each([
    { helpPin: 2 },
    { backdrop: { kind: "relays", redPin: 7, bluePin: 7 } },
    { backdrop: { kind: "servo", pin: 5 } },
    { ringLightPin: 1 },
    { ringLightPin: 14 },
  ])("refuses the wiring %j", (pins) => {
    expect(parse({ boothIo: { driver: "firmata", path, pins } }).success).toBe(false);
  });

  it("takes each kind of backdrop as it is wired by default", () => {
    for (const backdrop of [
      { kind: "servo" },
      { kind: "relays" },
      { kind: "stepper", redSteps: 0, blueSteps: 800, orangeSteps: 1_600 },
    ]) {
      expect(parse({ boothIo: { driver: "firmata", path, pins: { backdrop } } }).error).toBeUndefined();
    }
  });
});
