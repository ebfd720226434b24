/** Every operational failure the booth can report. Add a row here before throwing a new code. */
export type FailureDetail = {
  "command.usage": { readonly problem: string };
  "command.stopped": { readonly signal: string };
  "file.missing": { readonly path: string };
  "file.unreadable": { readonly path: string; readonly problem: string };
  "file.unwritable": { readonly path: string };
  "file.too-large": { readonly path: string; readonly sizeBytes: number; readonly limitBytes: number };
  "image.invalid": { readonly path: string; readonly problem: string };
  "image.size": {
    readonly path: string;
    readonly widthPx: number;
    readonly heightPx: number;
    readonly problem: string;
  };
  "signature.invalid": { readonly path: string; readonly problem: string };
  "resident.invalid": { readonly path: string; readonly problem: string };
  "resident.biometric-missing": { readonly path: string; readonly missing: readonly string[] };
  "config.invalid": { readonly path: string; readonly problems: string };
  /** `problems` name lines and columns, never values: these are people's data. */
  "registry.invalid": { readonly path: string; readonly problems: string };
  "state.in-use": { readonly path: string };
  "state.corrupt": { readonly path: string; readonly problem: string };
  "state.poisoned": { readonly path: string; readonly operation: string };
  "disk.full": { readonly path: string; readonly freeBytes: number; readonly limitBytes: number };
  "journal.corrupt": { readonly path: string; readonly offsetBytes: number; readonly problem: string };
  "journal.full": { readonly usedBytes: number; readonly limitBytes: number };
  "vault.missing": { readonly hash: string };
  "vault.corrupt": { readonly hash: string; readonly problem: string };
  "vault.key-destroyed": { readonly visitId: string };
  // `reported` is the device's own code for it, e.g. `sbi:701`, where it gave one.
  "driver.timeout": {
    readonly device: string;
    readonly operation: string;
    readonly timeoutMs: number;
    readonly reported?: string;
  };
  "driver.disconnected": { readonly device: string; readonly reported?: string };
  "driver.busy": { readonly device: string; readonly operation: string; readonly reported?: string };
  "driver.malformed": { readonly device: string; readonly problem: string; readonly reported?: string };
  "driver.no-biometric": { readonly device: string; readonly target: string; readonly reported?: string };
  "driver.untrusted": { readonly device: string; readonly problem: string; readonly reported?: string };
  /** `reason` is the code of what is wrong with the card or the camera, with its figure and the limit. */
  "calibration.refused": { readonly reason: string; readonly value: number; readonly limit: number };
  "model.missing": { readonly path: string };
  "model.mismatch": { readonly path: string; readonly expectedSha256: string; readonly actualSha256: string };
  "model.unsupported": { readonly path: string; readonly problem: string };
  "reading.timeout": { readonly timeoutMs: number };
  "reading.failed": { readonly problem: string };
  "codec.invalid": { readonly format: string; readonly problem: string };
  "record.invalid": { readonly format: string; readonly offsetBytes: number; readonly problem: string };
  "package.invalid": { readonly problem: string };
  "package.not-recipient": { readonly recipients: readonly string[] };
  "package.signature": { readonly problem: string };
  "message.invalid": { readonly message: string; readonly problem: string };
  "broker.unreachable": { readonly url: string; readonly problem: string };
  "receipt.invalid": { readonly packageId: string; readonly problem: string };
  "receipt.missing": { readonly packageId: string; readonly waitedMs: number };
  "visit.refused": {
    readonly event: string;
    readonly cause: string;
    readonly nextAction: string;
    readonly override: string;
  };
  "visit.not-sealed": { readonly visitId: string; readonly waitedMs: number };
  "visit.cancelled": { readonly visitId: string; readonly reason: string };
  "access.refused": { readonly cause: string };
};
export type FailureCode = keyof FailureDetail;

/** Expected at run time and handled by policy. A broken invariant is an `AssertionError`, never this. */
export class BoothError<C extends FailureCode = FailureCode> extends Error {
  readonly code: C;
  readonly detail: FailureDetail[C];

  constructor(code: C, detail: FailureDetail[C], options?: { readonly cause?: unknown }) {
    super(`${code} ${JSON.stringify(detail)}`, options);
    this.name = "BoothError";
    this.code = code;
    this.detail = detail;
  }
}

/** Narrows an unknown catch value to one failure code. */
export function isFailure<C extends FailureCode>(error: unknown, code: C): error is BoothError<C> {
  return error instanceof BoothError && error.code === code;
}

/** Narrows an unknown catch value to the failure of a device. */
export function isDriverFailure(error: unknown): error is BoothError {
  return error instanceof BoothError && error.code.startsWith("driver.");
}

/** Narrows an unknown catch value to a system error with a Node `code` such as `ENOENT`. */
export function isSystemError(error: unknown, code: string): error is Error & { readonly code: string } {
  return error instanceof Error && "code" in error && error.code === code;
}
