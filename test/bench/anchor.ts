import { createHash, randomBytes } from "node:crypto";
import { type Figure, median, timeRuns } from "./figure.ts";

const anchorBytes = 1_000_000;

/** What every machine can do, for ratios that mean the same on each: one megabyte hashed, in this very run. */
export async function measureAnchor(): Promise<(valueMs: number) => NonNullable<Figure["ratio"]>> {
  const noise = randomBytes(anchorBytes);
  const hash = () => createHash("sha256").update(noise).digest();
  const anchorMs = median(await timeRuns({ runs: 101, warmUps: 20 }, hash));
  return (valueMs) => ({ to: "SHA-256 of 1 MB", value: valueMs / anchorMs });
}
