import { z } from "zod";
import {
  type ExceptionReason,
  exceptionReasons,
  type FingerPosition,
  type SlapTarget,
  slapTargets,
} from "../../../kernel/biometric.ts";
import type { DeviceRemedy } from "../../../kernel/device-advice.ts";
import { type ActId, actIds, type Role, roles, type ServiceId, serviceIds } from "../../../procedure/service.ts";
import { type CaptureTarget, captureTargets } from "../../../visit/capture-target.ts";
import { type Language, languages } from "../languages.ts";

export const text = z.string();
export const number = z.number();
export const count = z.int().nonnegative();
export const flag = z.boolean();
export const language = z.enum(languages);
export const captureTargetSchema = z.enum(captureTargets);
export const slap = z.enum(slapTargets);
export const service = z.enum(serviceIds);
export const act = z.enum(actIds);
export const role = z.enum(roles);
export const exceptionReason = z.enum(exceptionReasons);

export type {
  ActId,
  CaptureTarget,
  DeviceRemedy,
  ExceptionReason,
  FingerPosition,
  Language,
  Role,
  ServiceId,
  SlapTarget,
};
