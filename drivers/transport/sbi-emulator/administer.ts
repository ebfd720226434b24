import { z } from "zod";
import { parseJson } from "./capture-request.ts";
import { deviceStatuses, type EmulatedDevice } from "./emulated-device.ts";
import { type FaultQueue, faultyVerbs, sbiFaults } from "./sbi-fault.ts";

const type = z.enum(["Finger", "Iris", "Face", "Biometric Device"]);
const statusSchema = z.object({ type, deviceStatus: z.enum(deviceStatuses) });
const scoreSchema = z.object({ type, qualityScore: z.coerce.number().min(0).max(100) });
const delaySchema = z.object({ type, delay: z.coerce.number().int().min(0).max(600_000) });
const profileSchema = z.object({ type, profileId: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/) });
const faultSchema = z.object({
  fault: z.enum(sbiFaults),
  verb: z.enum(faultyVerbs).default("RCAPTURE"),
  times: z.coerce.number().int().min(1).max(1_000_000).default(1),
  atByte: z.coerce.number().int().min(0).default(0),
  code: z.coerce.string().max(8).default("710"),
});

/**
 * The controls of the reference device by the same names (`/admin/status`, `score`, `delay`, `profile`), and one more,
 * `/admin/fault`. The answer in the protocol's form; 504 for an address or an argument that does not fit.
 */
export function administer(path: string, body: string, devices: readonly EmulatedDevice[], faults: FaultQueue): object {
  const input = parseJson(body);
  const isDone = set(path, input, devices) || order(path, input, faults);
  return isDone
    ? { errorCode: "0", errorInfo: "Success" }
    : { errorCode: "504", errorInfo: "Administration not understood" };
}

function set(path: string, input: unknown, devices: readonly EmulatedDevice[]): boolean {
  const apply = <T extends { readonly type: z.output<typeof type> }>(
    schema: z.ZodType<T>,
    change: (device: EmulatedDevice, value: T) => void,
  ): boolean => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) return false;
    const meant = ({ kind }: EmulatedDevice) => parsed.data.type === "Biometric Device" || parsed.data.type === kind;
    for (const device of devices.filter(meant)) change(device, parsed.data);
    return true;
  };
  switch (path) {
    case "/admin/status":
      return apply(statusSchema, (device, { deviceStatus }) => {
        device.status = deviceStatus;
      });
    case "/admin/score":
      return apply(scoreSchema, (device, { qualityScore }) => {
        device.qualityScore = qualityScore;
      });
    case "/admin/delay":
      return apply(delaySchema, (device, { delay }) => {
        device.captureDelayMs = delay;
      });
    case "/admin/profile":
      return apply(profileSchema, (device, { profileId }) => {
        device.profile = profileId;
      });
    default:
      return false;
  }
}

function order(path: string, input: unknown, faults: FaultQueue): boolean {
  const parsed = faultSchema.safeParse(input);
  if (path !== "/admin/fault" || !parsed.success) return false;
  faults.add(parsed.data);
  return true;
}
