import type { AbortCode, ProgressStatus } from "../transfer/status.ts";
import type { PackageTransfer } from "./package-transfer.ts";

export type SenderPolicy = {
  /** Chunks the broker may owe us an acknowledgement for. */
  readonly windowMax: number;
  readonly chunkLengthMaxBytes: number;
  /** First and longest wait for a word from the office before asking again. */
  readonly probeDelayMinMs: number;
  readonly probeDelayMaxMs: number;
  /** Manifests without an answer, after which another package gets its turn. */
  readonly unansweredMax: number;
  /** A broker that acknowledges nothing for this long is given up. */
  readonly acknowledgeTimeoutMs: number;
  /** Connections lost in a row, or answers without a chunk arrived, after which smaller chunks are tried. */
  readonly lossesMax: number;
};

export type PendingPackage = { readonly packageId: string; readonly lengthBytes: number };

export type SenderState = {
  /** Null while there is no connection. */
  readonly link: { readonly packetLengthMaxBytes: number | null; readonly windowMax: number } | null;
  /** Oldest first, the one under way included. */
  readonly pending: readonly PendingPackage[];
  readonly current: PackageTransfer | null;
  /** Serial numbers of the sendings that fill the window. */
  readonly unacknowledged: ReadonlySet<number>;
  readonly acknowledgedAtMs: number;
  /** Of the last sending, counting from 1. */
  readonly serial: number;
  readonly chunkLengthMaxBytes: number;
  readonly lossesInRow: number;
  /** Answers in a row by which nothing had come of what was sent. */
  readonly fruitlessInRow: number;
  /** Packages that let others go first, until when. */
  readonly setAside: ReadonlyMap<string, number>;
  /** Packages whose receipt is being made durable. */
  readonly releasing: ReadonlySet<string>;
  /** Packages the receiving end rejected: kept, and not sent again by this process. */
  readonly rejected: ReadonlySet<string>;
};

export type SenderEvent =
  | { readonly kind: "link-up"; readonly packetLengthMaxBytes: number | null; readonly receiveMax: number }
  | { readonly kind: "link-down"; readonly cause: "oversize" | "line" }
  /** All the outbox holds. */
  | { readonly kind: "offered"; readonly pending: readonly PendingPackage[] }
  | { readonly kind: "prepared"; readonly packageId: string; readonly chunkLengthBytes: number }
  | { readonly kind: "unreadable"; readonly packageId: string }
  | { readonly kind: "progressed"; readonly status: ProgressStatus; readonly held: ReadonlySet<number> }
  | { readonly kind: "aborted"; readonly packageId: string; readonly code: AbortCode }
  | { readonly kind: "acknowledged"; readonly serial: number }
  /** The broker's refusal; `serial` 0 for a manifest. */
  | { readonly kind: "refused"; readonly packageId: string; readonly serial: number; readonly reasonCode: number }
  /** A receipt whose signature holds. */
  | {
      readonly kind: "receipted";
      readonly packageId: string;
      readonly isRejected: boolean;
      readonly receipt: Uint8Array;
    }
  | { readonly kind: "released"; readonly packageId: string }
  | { readonly kind: "release-failed"; readonly packageId: string }
  | { readonly kind: "tick" };

export type SenderAlarm =
  | "unanswered"
  | "unreadable"
  | "packet-limit"
  | "not-authorised"
  | "broker-refuses"
  | "rejected"
  | AbortCode;

export type SenderAction =
  /** Read the package, cut and hash it; answer with `prepared` or `unreadable`. */
  | { readonly kind: "prepare"; readonly packageId: string; readonly chunkLengthBytes: number }
  | { readonly kind: "announce"; readonly packageId: string }
  | { readonly kind: "send"; readonly packageId: string; readonly index: number; readonly serial: number }
  /** Make the receipt durable, then remove the package; answer with `released` or `release-failed`. */
  | { readonly kind: "release"; readonly packageId: string; readonly receipt: Uint8Array }
  | { readonly kind: "reset-link" }
  | { readonly kind: "alarm"; readonly packageId: string; readonly code: SenderAlarm };

export function createSenderState(policy: SenderPolicy): SenderState {
  return {
    link: null,
    pending: [],
    current: null,
    unacknowledged: new Set(),
    acknowledgedAtMs: 0,
    serial: 0,
    chunkLengthMaxBytes: policy.chunkLengthMaxBytes,
    lossesInRow: 0,
    fruitlessInRow: 0,
    setAside: new Map(),
    releasing: new Set(),
    rejected: new Set(),
  };
}
