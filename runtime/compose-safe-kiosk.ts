import { join } from "node:path";
import type { BoothConfig } from "./config/booth-config.ts";
import type { Clock } from "./kernel/clock.ts";
import type { Logger } from "./kernel/logger.ts";
import type { KioskParts } from "./kiosk/kiosk-parts.ts";
import { builtPageDir } from "./kiosk/pages/page-files.ts";
import { loadPageToken } from "./kiosk/pages/page-token.ts";
import { type ServedKiosk, serveKiosk } from "./kiosk/serve-kiosk.ts";
import type { VisitDesk } from "./visit/visit-desk.ts";

export type SafeKiosk = {
  readonly config: BoothConfig;
  readonly line: KioskParts["line"];
  readonly build: string;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** The page of a booth in safe mode: says what it is, that nothing is lost, and lets nobody begin. */
export async function openSafeKiosk({ config, line, build, clock, logger }: SafeKiosk): Promise<ServedKiosk> {
  const never = () => () => undefined;
  return serveKiosk({
    office: config.booth.officeName,
    port: config.kiosk.port,
    token: await loadPageToken(join(config.stateDir, "booth", "page-token.json")),
    pageDir: builtPageDir,
    build,
    resumedVisitId: null,
    desk: nobodysDesk,
    policy: { ...config.capture, fingersBy: "finger" },
    limits: { ...config.capture, fingersBy: "finger", faceScoreMin: 0, signatureScoreMin: 0 },
    portraitEyes: config.record.portraitEyes,
    people: {
      list: () => [],
      verifyPin: async () => ({ kind: "refused" }),
      verifyFinger: async () => ({ kind: "refused" }),
      attest: async () => ({ kind: "refused" }),
    },
    residents: {
      find: async () => ({ kind: "unreachable" }),
      findRegistered: async () => ({ kind: "unreachable" }),
      search: null,
      readCodes: async () => [],
      openVisit: () => Promise.reject(new RangeError("nobody is let in")),
      read: () => Promise.reject(new RangeError("nobody is here")),
    },
    readStill: async () => null,
    letters: { stateOf: () => null, print: () => false, onChange: () => () => undefined },
    isSlipOut: () => false,
    line,
    devices: { status: () => [], onChange: never },
    conditions: () => [{ kind: "safe-mode" }],
    outOfService: "safe-mode",
    signs: { show: () => undefined, onHelp: never },
    page: { camera: null, ink: null },
    signatureSurface: () => "pad",
    demo: null,
    stages: null,
    timing: config.kiosk.timing,
    clock,
    logger,
  });
}

const nobodysDesk: VisitDesk = {
  submit: async () => ({ cause: "not-now", nextAction: "call-operator", override: null }),
  find: () => undefined,
  inHand: () => [],
  visitMs: () => 0,
  onChange: () => () => undefined,
  start: async () => undefined,
  close: async () => undefined,
};
