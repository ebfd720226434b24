import { createKiosk, type Kiosk } from "../../../runtime/kiosk/kiosk.ts";
import type { KioskParts } from "../../../runtime/kiosk/kiosk-parts.ts";
import type { Intent, IntentOf } from "../../../runtime/kiosk/wire/page-message.ts";
import type { Offer } from "../../../runtime/kiosk/wire/view/offer.ts";
import { openTestDesk } from "../visit/desk-rig.ts";
import { answerEffect, goodMachine, type Machine } from "../visit/play-visit.ts";
import { makeKioskParts, pin } from "./make-kiosk-parts.ts";

export const reason = "Alasan uji";
export const second = { id: "kasi-satu", pin };
export const operator = { kind: "log-in", id: "operator-satu", pin } as const;

/** A kiosk with a person before it who always sees the newest view. */
export async function sitDown(given: Partial<KioskParts> = {}, machine: Partial<Machine> = {}) {
  const desk = await openTestDesk({ perform: async (effect) => answerEffect(effect, { ...goodMachine, ...machine }) });
  const parts = await makeKioskParts({ desk, ...given });
  const kiosk = createKiosk(parts);
  let taps = 0;
  const tap = (intent: Intent) => {
    taps += 1;
    return kiosk.take(`tap-${taps}-token`, kiosk.view().position, intent);
  };
  const offered = (): readonly Offer[] => {
    const { offers, operator } = kiosk.view();
    return [...offers, ...(operator.state === "open" ? operator.offers : [])];
  };
  /** Takes the first offer of this deed, with whatever it needs. */
  const take = (deed: string, more: Partial<IntentOf<"take-offer">> = {}) => {
    const offer = offered().find((one) => one.deed === deed);
    if (offer === undefined) throw new RangeError(`${deed} is not offered among ${offered().map((one) => one.deed)}`);
    return tap({ kind: "take-offer", offer: offer.id, ...more });
  };
  return { parts, kiosk, desk, tap, take, offered, settle: () => settle(kiosk) };
}

/** Lets the machine do what it owes. */
async function settle(kiosk: Kiosk): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  kiosk.view();
}
