import pino from "pino";

/** Ids, sizes, scores and durations only: never an image, a template, a name, a NIK, a token or a payload. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** JSON lines with a fixed event name. Each level says who should read it. */
export type Logger = {
  /** Detail for developers. */
  readonly debug: (event: string, fields?: LogFields) => void;
  /** The normal course. */
  readonly info: (event: string, fields?: LogFields) => void;
  /** One operation failed and was handled. */
  readonly warn: (event: string, fields?: LogFields) => void;
  /** A device or feature is out of use. */
  readonly error: (event: string, fields?: LogFields) => void;
  /** The process ends. */
  readonly fatal: (event: string, fields?: LogFields) => void;
};

export type LogLevel = "debug" | "info" | "warn" | "error" | "fatal" | "silent";

/** Writes to standard error, so that standard output stays the command's own. */
export function createLogger(level: LogLevel): Logger {
  const sink = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
  return {
    debug: (event, fields) => sink.debug(fields ?? {}, event),
    info: (event, fields) => sink.info(fields ?? {}, event),
    warn: (event, fields) => sink.warn(fields ?? {}, event),
    error: (event, fields) => sink.error(fields ?? {}, event),
    fatal: (event, fields) => sink.fatal(fields ?? {}, event),
  };
}

/** Says nothing; for tests and for commands whose output is all that counts. */
export function createSilentLogger(): Logger {
  const ignore = () => undefined;
  return { debug: ignore, info: ignore, warn: ignore, error: ignore, fatal: ignore };
}
