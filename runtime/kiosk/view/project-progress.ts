import type { ServiceId } from "../../procedure/service.ts";
import type { Progress, Screen, ScreenKind } from "../wire/kiosk-view.ts";

/** A resident's own way, in their words not the procedure's; screens of one place count as one. */
const recordingWay: readonly (readonly ScreenKind[])[] = [
  ["identify"],
  ["papers"],
  ["data-confirmation"],
  ["photo", "photo-approval"],
  ["fingers"],
  ["signature"],
  ["irises"],
  ["data-approval", "verification"],
];
const letterWay: readonly (readonly ScreenKind[])[] = [["letter-kind"], ["identify"], ["papers"], ["thanks"]];

/** Where on the way a screen is; null where counting says nothing. While one waits, `last` stands. */
export function projectProgress(screen: Screen, service: ServiceId | null, last: Progress | null): Progress | null {
  if (service === null) return null;
  const way = service === "ktp-el" ? recordingWay : letterWay;
  const at = way.findIndex((kinds) => kinds.includes(screen.kind));
  if (at >= 0) return { number: at + 1, count: way.length };
  return screen.kind === "wait" ? last : null;
}
