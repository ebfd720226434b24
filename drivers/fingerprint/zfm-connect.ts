import type { Clock } from "../../runtime/kernel/clock.ts";
import { BoothError } from "../../runtime/kernel/errors.ts";
import type { ByteLink } from "../transport/byte-link.ts";
import type { ZfmTalk } from "./zfm-module.ts";
import {
  baudUnitBps,
  readParameters,
  type ZfmParameters,
  zfmCommand,
  zfmConfirm,
  zfmParameter,
} from "./zfm-protocol.ts";

export type ZfmConnection = {
  readonly device: string;
  readonly clock: Clock;
  readonly link: ByteLink;
  readonly talk: ZfmTalk;
  /** The fastest speed to settle on; adapters with a CH340 damage data above 57600. */
  readonly baudRateMaxBps: number;
};

/** Tried in this order: the factory's own first, then what an earlier start has left in the module's flash. */
const speedsBps = [57_600, 115_200, 9_600, 19_200, 38_400] as const;
const largestPacket = 3;
const speedChangeMs = 50;

/**
 * Finds the speed a module speaks at, raises it, and asks for the largest packets.
 * @throws BoothError `driver.timeout` when nothing answers at any speed, `driver.malformed` when it asks for a password
 */
export async function connectZfm(connection: ZfmConnection): Promise<ZfmParameters> {
  const { device, talk, link, baudRateMaxBps } = connection;
  await findSpeed(connection);
  const [confirm, ...block] = await talk.command(zfmCommand.readParameters);
  const found = readParameters(Uint8Array.of(confirm ?? 0xff, ...block));
  if (confirm !== zfmConfirm.ok || found === null)
    throw new BoothError("driver.malformed", { device, problem: "parameters that make no sense" });
  let { baudRateBps } = found;
  if (baudRateBps !== baudRateMaxBps && (await changeSpeed(connection, baudRateMaxBps))) baudRateBps = baudRateMaxBps;
  else if (baudRateBps !== baudRateMaxBps) await link.setBaudRate(baudRateBps);
  await talk.command(zfmCommand.setParameter, zfmParameter.packetSize, largestPacket);
  return { ...found, baudRateBps };
}

async function findSpeed({ device, clock, link, talk }: ZfmConnection): Promise<void> {
  const startMs = clock.monotonicMs();
  for (const speed of speedsBps) {
    await link.setBaudRate(speed);
    try {
      const [confirm] = await talk.command(zfmCommand.verifyPassword, 0, 0, 0, 0);
      if (confirm === zfmConfirm.ok) return;
      throw new BoothError("driver.malformed", { device, problem: "a module that is locked by a password" });
    } catch (error) {
      const isWrongSpeed = error instanceof BoothError && error.code === "driver.timeout";
      if (!isWrongSpeed) throw error;
    }
  }
  const timeoutMs = Math.round(clock.monotonicMs() - startMs);
  throw new BoothError("driver.timeout", { device, operation: "open", timeoutMs });
}

/** The answer comes at the old speed; the new one holds from then on, and after the next power-up. */
async function changeSpeed({ link, talk, clock }: ZfmConnection, baudRateBps: number): Promise<boolean> {
  const [confirm] = await talk.command(zfmCommand.setParameter, zfmParameter.baudRate, baudRateBps / baudUnitBps);
  if (confirm !== zfmConfirm.ok) return false;
  await link.setBaudRate(baudRateBps);
  await clock.sleep(speedChangeMs);
  const [answer] = await talk.command(zfmCommand.verifyPassword, 0, 0, 0, 0);
  return answer === zfmConfirm.ok;
}
