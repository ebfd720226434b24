export type Language = "id" | "en";

/** The same sentence in every language of the command. */
export type Phrase = Readonly<Record<Language, string>>;

/** Where a verb speaks. Results go out; progress and remarks go to the side, so that output can be piped. */
export type Terminal = {
  readonly print: (line: string) => void;
  readonly remark: (line: string) => void;
  /** True when remarks are read by a person at a terminal: progress may overwrite its own line. */
  readonly isInteractive: boolean;
  readonly language: Language;
  /** Aborts when the person or the service manager asks the command to end. */
  readonly stop: AbortSignal;
};

/** One verb of the `bilik` command. */
export type Verb = {
  readonly name: string;
  readonly summary: Phrase;
  /** What `--help` shows after the summary: synopsis, options, exit codes. */
  readonly usage: Phrase;
  /**
   * Resolves with the exit code. A failure is thrown as BoothError; the caller words it in one line.
   * @throws BoothError `command.usage` when the arguments do not fit
   */
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<number>;
  /** For a verb with others below it: explains the one that is named, and says whether one was. */
  readonly explain?: (args: readonly string[], terminal: Terminal) => Promise<boolean>;
};
