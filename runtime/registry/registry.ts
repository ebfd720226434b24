/** A resident's data as the population register names them, e.g. `nik`, `namaLengkap`. */
export type Biodata = Readonly<Record<string, string>>;

export type RegisterResult = {
  readonly outcome: "found" | "not-found" | "already-recorded" | "unreachable";
  /** Names of the fields that differ from the register's. */
  readonly differences: readonly string[];
};

/** The population register, however it is reached. */
export type Registry = {
  /** Never rejects: a register that cannot be asked is an outcome. */
  readonly lookUp: (biodata: Biodata, signal: AbortSignal) => Promise<RegisterResult>;
};
