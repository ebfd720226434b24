import { describe, expect, it } from "vitest";
import { adviseOnDevice } from "../../../runtime/compose-devices/advise-on-device.ts";
import { BoothError } from "../../../runtime/kernel/errors.ts";

const busy = (reported?: string) =>
  new BoothError("driver.busy", { device: "d", operation: "o", ...(reported === undefined ? {} : { reported }) });
const late = (reported: string) =>
  new BoothError("driver.timeout", { device: "d", operation: "o", timeoutMs: 1, reported });

describe("advice on a device's failure", () => {
  it("goes by the device's own code, whichever service it is of", () => {
    expect(adviseOnDevice(late("sbi:701"))).toMatchObject({ action: "reseat", id: expect.stringMatching(/Posisikan/) });
    expect(adviseOnDevice(late("sbi:609")).action).toBe("retry");
    expect(adviseOnDevice(late("secugen:54"))).toMatchObject({ action: "reseat", id: expect.stringMatching(/kaca/) });
    expect(adviseOnDevice(late("mantra:-1140")).action).toBe("reseat");
  });

  it("goes by the kind of failure where there is no code, or one that nobody knows", () => {
    const { action } = adviseOnDevice(busy());
    expect(action).toBe("retry");
    for (const reported of ["sbi:4711", "sbi:constructor", "toString", "__proto__"]) {
      expect(adviseOnDevice(busy(reported))).toEqual(adviseOnDevice(busy()));
    }
    expect(adviseOnDevice(new BoothError("driver.untrusted", { device: "d", problem: "p" })).action).toBe(
      "call-operator",
    );
    expect(adviseOnDevice(new BoothError("driver.malformed", { device: "d", problem: "p" })).action).toBe("retry");
  });

  it("is words in two languages and an action, and nothing of the driver's", () => {
    expect(Object.keys(adviseOnDevice(late("sbi:701"))).sort()).toEqual(["action", "en", "id"]);
  });
});
