import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** What is kept of a PIN: never the PIN. */
export const pinHashSchema = z.strictObject({
  salt: z.base64(),
  hash: z.base64(),
  cost: z.int().min(2),
  blockSize: z.int().min(1),
  parallelization: z.int().min(1),
});
export type PinHash = Readonly<z.output<typeof pinHashSchema>>;

/**
 * A PIN's million possibilities are no obstacle to whoever holds its hash, however slow: the hash is sealed besides, and
 * attempts are counted. Cost as OWASP's password storage advice has it for scrypt (RFC 7914): 2^15, 8, 3.
 */
const parameters = { cost: 2 ** 15, blockSize: 8, parallelization: 3 } as const;
const saltBytes = 16;
const hashBytes = 32;
const memoryMaxBytes = 64 * 1024 * 1024;

export async function hashPin(pin: string): Promise<PinHash> {
  const salt = randomBytes(saltBytes);
  const hash = await derive(pin, salt, parameters);
  return { salt: salt.toString("base64"), hash: hash.toString("base64"), ...parameters };
}

/** Takes as long for a wrong PIN as for the right one, and as long where there is none to compare with. */
export async function isPin(pin: string, known: PinHash | null): Promise<boolean> {
  const reference = known === null ? Buffer.alloc(hashBytes) : Buffer.from(known.hash, "base64");
  const salt = known === null ? Buffer.alloc(saltBytes) : Buffer.from(known.salt, "base64");
  const derived = await derive(pin, salt, known ?? parameters);
  const isSame = derived.length === reference.length && timingSafeEqual(derived, reference);
  return isSame && known !== null;
}

function derive(
  pin: string,
  salt: Buffer,
  { cost, blockSize, parallelization }: Pick<PinHash, "cost" | "blockSize" | "parallelization">,
): Promise<Buffer> {
  const options = { N: cost, r: blockSize, p: parallelization, maxmem: memoryMaxBytes };
  return new Promise((resolve, reject) => {
    scrypt(pin.normalize("NFKC"), salt, hashBytes, options, (error, hash) => {
      if (error === null) resolve(hash);
      else reject(error);
    });
  });
}
