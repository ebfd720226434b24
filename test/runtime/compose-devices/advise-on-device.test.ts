import { describe, expect, it } from "vitest";
import { adviseOnDevice } from "../../../runtime/compose-devices/advise-on-device.ts";

const busy = (reported: string | null = null) => ({ failure: "driver.busy", reported });
const late = (reported: string) => ({ failure: "driver.timeout", reported });

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
    expect(adviseOnDevice({ failure: "driver.untrusted", reported: null }).action).toBe("call-operator");
    expect(adviseOnDevice({ failure: "driver.malformed", reported: null }).action).toBe("retry");
  });

  it("never sends an officer for an officer: cable, power, settings, or not to be used at all", () => {
    const remedyOf = (failure: string, reported: string | null = null) => adviseOnDevice({ failure, reported }).remedy;
    expect(remedyOf("driver.disconnected")).toBe("connect");
    expect(remedyOf("driver.disconnected", "secugen:55")).toBe("connect");
    expect(remedyOf("driver.malformed", "mantra:-1309")).toBe("restart");
    expect(remedyOf("driver.malformed", "sbi:115")).toBe("reconfigure");
    expect(remedyOf("driver.untrusted", "sbi:107")).toBe("distrust");
    expect(remedyOf("driver.busy", "sbi:111")).toBe("wait");
    expect(remedyOf("driver.timeout", "sbi:701")).toBe("place");
    expect(remedyOf("whatever")).toBe("repeat");
  });

  it("has words for a failure that no table knows, whatever it is called", () => {
    for (const failure of ["file.missing", "RangeError", "constructor", ""])
      expect(adviseOnDevice({ failure, reported: null }).action).toBe("retry");
  });

  it("is words in two languages, what either does, and nothing of the driver's", () => {
    expect(Object.keys(adviseOnDevice(late("sbi:701"))).sort()).toEqual(["action", "en", "id", "remedy"]);
  });
});
