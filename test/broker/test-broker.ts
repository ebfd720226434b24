/** A real broker of a test's own, on a loopback port. */
export type TestBroker = {
  readonly url: string;
  readonly port: number;
  /** Ends it as a power cut would: no goodbye to anybody. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same port, after `kill`. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
};
