/** A line of bytes to a device, both ways, in order: a serial port, a socket, or a test's own pair. Opened once. */
export type ByteLink = {
  /** True where a program sits at the other end: a pseudo-terminal or a local socket. What comes from it is simulated. */
  readonly isEmulated: boolean;
  /**
   * Resolves when the bytes have left this machine.
   * @throws BoothError `driver.disconnected` when the line is gone
   */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Every chunk as it comes, cut anywhere. Returns the way to stop listening; without a listener bytes are dropped. */
  readonly onBytes: (listener: (chunk: Uint8Array) => void) => () => void;
  /** Once, when the other end goes away; at once when it has gone already. Not on `close`. */
  readonly onLost: (listener: () => void) => void;
  /**
   * Changes the speed of the line, where it has one.
   * @throws BoothError `driver.disconnected`
   */
  readonly setBaudRate: (baudRateBps: number) => Promise<void>;
  /** Never throws; safe to call twice. */
  readonly close: () => Promise<void>;
};

/** @throws BoothError `driver.disconnected` when there is nothing to open, `driver.busy` when somebody else has it */
export type OpenByteLink = (signal: AbortSignal) => Promise<ByteLink>;
