import { describe, expect, it } from "vitest";
import { unattendedPeople } from "../../../../runtime/attendant/attendance-plan.ts";
import { freshSession } from "../../../../runtime/kiosk/session/kiosk-session.ts";
import { projectScreen } from "../../../../runtime/kiosk/view/project-screen.ts";
import type { SignatureSurface } from "../../../../runtime/kiosk/wire/view/screen.ts";
import type { VisitDeed } from "../../../../runtime/visit/visit-event.ts";
import type { VisitState } from "../../../../runtime/visit/visit-state.ts";
import { offer, stateAt } from "../../visit/play-visit.ts";

const { operator, second } = unattendedPeople;
const allow: VisitDeed = {
  ...{ kind: "line-allowed", target: "signature" },
  ...{ by: operator, second, reason: "Tangan lumpuh" },
};

function look(state: VisitState, surface: SignatureSurface = "screen") {
  return projectScreen({
    ...{ outOfService: null, office: "Kantor", session: { ...freshSession, stage: "visit" }, state, biodata: null },
    limits: {
      ...{ fingerprintScoreMin: 40, irisScoreMin: 60, faceScoreMin: 0, signatureScoreMin: 0 },
      ...{ attemptsMax: 3, fingersBy: "finger" },
    },
    ...{ verificationAttemptsMax: 3, surface, isPrinted: false },
  });
}

describe("the screen of the signature", () => {
  it("can be signed on where it is the pad, and not where there is another", () => {
    expect(look(stateAt("signature"))).toMatchObject({ kind: "signature", isOnScreen: true });
    expect(look(stateAt("signature"), "paper")).toMatchObject({ surface: "paper", isOnScreen: false });
  });

  it("says that a line will do once two people have allowed it", () => {
    expect(look(stateAt("signature"))).toMatchObject({ isLineEnough: false });
    expect(look(offer(stateAt("signature"), allow).state)).toMatchObject({ isLineEnough: true });
  });
});
