import { findSimulatedResident, isSimulatedResident } from "./attendant/simulate-resident.ts";
import { readTextFile } from "./config/read-config.ts";
import type { RegistryConfig } from "./config/registry-config.ts";
import type { Clock } from "./kernel/clock.ts";
import type { Logger } from "./kernel/logger.ts";
import { createHttpRegistry } from "./registry/http-registry.ts";
import { openListRegistry } from "./registry/open-list-registry.ts";
import type { Registry } from "./registry/registry.ts";

export type RegistryParts = { readonly simulatedSeed: string; readonly clock: Clock; readonly logger: Logger };

/**
 * The register that the configuration names.
 * @throws BoothError `file.missing`, `file.unreadable`, `file.too-large`, `registry.invalid`
 */
export async function composeRegistry(config: RegistryConfig, parts: RegistryParts): Promise<Registry> {
  const { simulatedSeed, clock, logger } = parts;
  switch (config.kind) {
    case "http": {
      const { url, timeoutMs, attemptsMax, authorityPath, tokenPath } = config;
      const authorityPem = authorityPath === undefined ? null : await readTextFile(authorityPath);
      const token = tokenPath === undefined ? null : (await readTextFile(tokenPath)).trim();
      return createHttpRegistry({ url, token, authorityPem, timeoutMs, attemptsMax, clock, logger });
    }
    case "list":
      return openListRegistry(config.path);
    case "simulated":
      return createSimulatedRegistry(simulatedSeed);
    default:
      return config satisfies never;
  }
}

/** Knows every simulated resident, and nobody else. */
export function createSimulatedRegistry(seed: string): Registry {
  return {
    lookUp: async (biodata) => ({ outcome: isSimulatedResident(biodata) ? "found" : "not-found", differences: [] }),
    find: async (nik) => {
      const biodata = findSimulatedResident(seed, nik);
      return biodata === null ? { kind: "unknown" } : { kind: "found", biodata };
    },
  };
}
