import type { SbiOptions } from "../../drivers/transport/sbi/create-sbi-source.ts";
import type { SbiEnvironment } from "../../drivers/transport/sbi/find-sbi-device.ts";
import type { DeviceParts } from "./device-parts.ts";
import { readAuthorities } from "./read-certificates.ts";

/** What the configuration says of any device behind a Secure Biometric Interface. */
export type SbiConfig = {
  readonly authorityPath: string;
  readonly environment: SbiEnvironment;
  readonly serial?: string | undefined;
  readonly portFirst: number;
  readonly portLast: number;
  readonly requestedScore: number;
  readonly captureTimeoutMs: number;
  readonly viewMs?: number;
};

/** The part that all drivers over the interface share. Reads nothing: the certificates are read at each opening. */
export function composeSbiOptions(config: SbiConfig, { clock, logger, slowFactor }: DeviceParts): SbiOptions {
  const { authorityPath, environment, serial = null, requestedScore, captureTimeoutMs, viewMs = 0 } = config;
  return {
    ...{ clock, logger, slowFactor, environment, serial, requestedScore, captureTimeoutMs, viewMs },
    ports: { first: config.portFirst, last: config.portLast },
    readAuthorities: () => readAuthorities(authorityPath),
  };
}
