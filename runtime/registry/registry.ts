/** A resident's data as the population register names them, e.g. `nik`, `namaLengkap`. */
export type Biodata = Readonly<Record<string, string>>;

export type RegisterResult = {
  readonly outcome: "found" | "not-found" | "already-recorded" | "unreachable";
  /** Names of the fields that differ from the register's. */
  readonly differences: readonly string[];
};

/** What the register has under a NIK. */
export type FindResult =
  | { readonly kind: "found"; readonly biodata: Biodata }
  | { readonly kind: "unknown" }
  | { readonly kind: "unreachable" };

/** Residents of a list who could be the one that is looked for. */
export type SearchResult =
  /** Of so little almost everybody would be found. */
  | { readonly kind: "too-short"; readonly lettersMin: number; readonly digitsMin: number }
  | { readonly kind: "searched"; readonly found: readonly Biodata[]; readonly isMore: boolean };

/** The population register, however it is reached. Never rejects: a register that cannot be asked is an outcome. */
export type Registry = {
  /** Holds what the resident says against the register. */
  readonly lookUp: (biodata: Biodata, signal: AbortSignal) => Promise<RegisterResult>;
  /** The register's own data of a resident, to begin with. */
  readonly find: (nik: string, signal: AbortSignal) => Promise<FindResult>;
  /** Looks for somebody by a part of name or NIK; absent where the register is no list of the booth's own. */
  readonly search?: (wanted: string) => SearchResult;
};
