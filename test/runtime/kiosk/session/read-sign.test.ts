import { expect, it } from "vitest";
import type { KioskParts } from "../../../../runtime/kiosk/kiosk-parts.ts";
import { changeSession, createKioskMemory } from "../../../../runtime/kiosk/session/kiosk-memory.ts";
import { readSign } from "../../../../runtime/kiosk/session/read-sign.ts";
import type { Condition } from "../../../../runtime/kiosk/wire/view/condition.ts";
import { makeKioskParts } from "../make-kiosk-parts.ts";

const lost = {
  ...{ role: "printer", driver: "printer-escpos", model: "Any", state: "lost" as const },
  ...{ failure: "driver.disconnected", reported: null, advice: null, awaySince: null, nextTryAt: null },
};

it.each([
  ["free", {}],
  ["free", { conditions: () => [{ kind: "update-pending" }, { kind: "on-battery" }] }],
  ["fault", { conditions: () => [{ kind: "disk-low" }] satisfies Condition[] }],
  ["fault", { outOfService: "safe-mode" }],
  ["fault", { devices: { status: () => [lost], onChange: () => () => undefined } }],
] as const)("shows %s for %o", async (sign, given) => {
  const parts = await makeKioskParts(given as Partial<KioskParts>);
  const memory = createKioskMemory(0);
  expect(readSign(memory, parts)).toBe(sign);
  if (sign === "free") {
    changeSession(memory, { stage: "language" });
    expect(readSign(memory, parts)).toBe("in-use");
  }
  memory.help = { by: "button", calledAt: "2026-01-05T01:00:00.000Z", sinceMs: 0 };
  expect(readSign(memory, parts)).toBe("attention");
});
