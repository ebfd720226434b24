import { z } from "zod";

/** A site or a booth: lower-case letters, digits and inner hyphens. It stands in topics, so never a person's data. */
export const stationIdSchema = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/);

/** SHA-256 in lower-case hexadecimal. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

export const instantSchema = z.iso.datetime({ precision: 3 });

/** Where a booth stands. */
export type BoothAddress = { readonly siteId: string; readonly boothId: string };
