import { describe, expect, it } from "vitest";
import { BoothError } from "../../../../runtime/kernel/errors.ts";
import type { KioskParts } from "../../../../runtime/kiosk/kiosk-parts.ts";
import { type OfferTaking, takeOffer } from "../../../../runtime/kiosk/offers/take-offer.ts";
import type { IntentOf } from "../../../../runtime/kiosk/wire/page-message.ts";
import type { VisitDeed } from "../../../../runtime/visit/visit-event.ts";
import { makeKioskParts, pin } from "../make-kiosk-parts.ts";

const visitId = "0192f0a1-5f0e-7c11-8f6e-3f1b9a7d42aa";
const byFinger = { id: "kasi-satu", isFinger: true } as const;

/** A deed that its officer and a second person have to prove themselves for, on a desk that takes everything. */
async function take(intent: Partial<IntentOf<"take-offer">>, people: Partial<KioskParts["people"]>) {
  const parts = await makeKioskParts();
  const submitted: VisitDeed[] = [];
  const waits: string[] = [];
  const taking: OfferTaking = {
    visitId,
    found: {
      offer: { id: "x", deed: "paper-waived", target: null, paper: null, part: null, needs: [{ kind: "second" }] },
      candidate: {
        ...{ id: "x", kind: "paper-waived", target: null, paper: null, part: null, needs: [] },
        make: ({ by, second, reason }) => ({ kind: "paper-waived", paper: "kk", by, second, reason }),
      },
      isResidents: false,
    },
    intent: { kind: "take-offer", offer: "x", reason: "Alasan", ...intent },
    officer: { role: "operator", id: "operator-satu" },
    onUnwitnessed: () => undefined,
    meanwhile: async (wait) => {
      waits.push("waited");
      return wait();
    },
  };
  const submit = async (_id: string, deed: VisitDeed) => {
    submitted.push(deed);
    return null;
  };
  const all = { ...parts, desk: { ...parts.desk, submit }, people: { ...parts.people, ...people } };
  return { outcome: await takeOffer(taking, all), submitted, waits };
}

describe("a second person who proves themselves", () => {
  it("by finger is who they say they are, and nobody else waits for it", async () => {
    const asked: (string | undefined)[] = [];
    const verifyFinger = async (id?: string) => {
      asked.push(id);
      return { kind: "granted", id: "kasi-satu", role: "kasi" } as const;
    };
    const { outcome, submitted, waits } = await take({ second: byFinger }, { verifyFinger });
    expect(outcome).toEqual({ kind: "done" });
    expect(asked).toEqual(["kasi-satu"]);
    expect(waits).toHaveLength(1);
    expect(submitted).toMatchObject([{ kind: "paper-waived", second: { role: "kasi", id: "kasi-satu" } }]);
  });

  it("with another finger, or none, decides nothing", async () => {
    const refused = await take({ second: byFinger }, { verifyFinger: async () => ({ kind: "refused" }) });
    expect(refused.outcome).toMatchObject({ kind: "refused", cause: "log-in-refused" });
    const none = await take(
      { second: byFinger },
      {
        verifyFinger: () =>
          Promise.reject(new BoothError("driver.timeout", { device: "reader", operation: "frames", timeoutMs: 1 })),
      },
    );
    expect(none.outcome).toMatchObject({ kind: "refused", cause: "driver.timeout" });
    expect([...refused.submitted, ...none.submitted]).toEqual([]);
  });

  it("by PIN waits for nothing", async () => {
    const { outcome, waits } = await take({ second: { id: "kasi-satu", pin } }, {});
    expect([outcome, waits]).toEqual([{ kind: "done" }, []]);
  });
});
