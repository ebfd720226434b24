import type { ProgressStatus } from "../transfer/status.ts";

/** One package under way: what the office holds, what is on the road, how much more it will take. */
export type PackageTransfer = {
  readonly packageId: string;
  readonly lengthBytes: number;
  readonly chunkLengthBytes: number;
  /** Its bytes are in memory, cut and hashed. */
  readonly isPrepared: boolean;
  /** The manifest went out over this connection. */
  readonly isAnnounced: boolean;
  /** Serial number of the last chunk sent before the last manifest. */
  readonly announcedSerial: number;
  /** Chunks the office has checked and stored, by its latest word. */
  readonly held: ReadonlySet<number>;
  /** Chunks handed over and neither held nor known to be lost, with the serial number of their sending. */
  readonly sent: ReadonlyMap<number, number>;
  readonly creditBytes: number;
  /** Manifests without an answer so far. */
  readonly unansweredCount: number;
  /** When to ask by manifest, if nothing is heard until then. */
  readonly probeAtMs: number;
};

export function createPackageTransfer(
  { packageId, lengthBytes }: { readonly packageId: string; readonly lengthBytes: number },
  chunkLengthBytes: number,
): PackageTransfer {
  return {
    packageId,
    lengthBytes,
    chunkLengthBytes,
    isPrepared: false,
    isAnnounced: false,
    announcedSerial: 0,
    held: new Set(),
    sent: new Map(),
    creditBytes: 0,
    unansweredCount: 0,
    probeAtMs: Number.POSITIVE_INFINITY,
  };
}

export function countChunks({ lengthBytes, chunkLengthBytes }: PackageTransfer): number {
  return Math.ceil(lengthBytes / chunkLengthBytes);
}

/**
 * Takes the office's word. What it holds is held. Of the rest, a chunk counts as lost, and may go out again, when the
 * office refused it, when a chunk sent later is already held, when it was sent before the manifest this answers, or when
 * the office was away: a connection keeps the order. Whatever else was sent is still on the road. `unacknowledged` names
 * the sendings the broker has not taken yet.
 */
export function applyProgress(
  transfer: PackageTransfer,
  status: Pick<ProgressStatus, "cause" | "creditBytes" | "refused">,
  held: ReadonlySet<number>,
  unacknowledged: ReadonlySet<number>,
): PackageTransfer {
  let arrivedSerial = settledSerial(transfer, status.cause);
  for (const [index, serial] of transfer.sent) if (held.has(index)) arrivedSerial = Math.max(arrivedSerial, serial);

  const refused = new Set(status.refused);
  const isOnTheRoad = (index: number, serial: number) =>
    !held.has(index) && !refused.has(index) && (serial > arrivedSerial || unacknowledged.has(serial));
  const sent = new Map([...transfer.sent].filter(([index, serial]) => isOnTheRoad(index, serial)));
  // A full office says so with every answer: ask it less and less often, as if it had not answered.
  const unansweredCount = status.creditBytes > 0 ? 0 : transfer.unansweredCount;
  return { ...transfer, held, sent, creditBytes: status.creditBytes, unansweredCount };
}

/** Whatever was sent up to this serial number has arrived by now, or never will. */
function settledSerial({ announcedSerial }: PackageTransfer, cause: ProgressStatus["cause"]): number {
  switch (cause) {
    case "chunks":
      return 0;
    case "manifest":
      return announcedSerial;
    case "resumed":
      return Number.POSITIVE_INFINITY;
    default:
      return cause satisfies never;
  }
}

/** The lowest chunk that is neither held nor on the road, if credit allows one more. */
export function nextChunk(transfer: PackageTransfer): number | undefined {
  const underWayBytes = transfer.sent.size * transfer.chunkLengthBytes;
  // A credit smaller than a chunk must not stop the transfer for ever: one at a time goes through it.
  const isCovered = underWayBytes + transfer.chunkLengthBytes <= transfer.creditBytes;
  if (!isCovered && !(transfer.sent.size === 0 && transfer.creditBytes > 0)) return undefined;

  const count = countChunks(transfer);
  for (let index = 0; index < count; index += 1) {
    if (!transfer.held.has(index) && !transfer.sent.has(index)) return index;
  }
  return undefined;
}
