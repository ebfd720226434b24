/** A phrase in the languages every screen and letter must have. */
export type Title = { readonly id: string; readonly en: string };

export const serviceIds = ["ktp-el", "surat-pengantar", "ahli-waris", "izin-keramaian"] as const;
export type ServiceId = (typeof serviceIds)[number];

/** Who acts. `clerk` is the Petugas Loker Pelayanan, `kasi` the Kasi Pelayanan Umum. */
export const roles = ["resident", "operator", "clerk", "kasi", "camat", "sekcam"] as const;
export type Role = (typeof roles)[number];

/**
 * When a paper is needed: always, or only to settle a difference between the register and what the resident says
 * (the flowchart's "dan atau").
 */
export type PaperCondition = "always" | "when-data-differ";

export type PaperRequirement = {
  readonly id: string;
  readonly title: Title;
  /** `both`: the original is sighted and a copy is kept, as the table and the flowchart ask between them. */
  readonly form: "copy" | "original" | "both";
  readonly condition: PaperCondition;
};

/**
 * The smallest thing the procedure waits for. A step is finished when its acts are done, in order; each act is a gate
 * that no event can skip.
 */
export const actIds = [
  "papers",
  "register-look-up",
  "data-validation",
  "data-confirmation",
  "eligibility",
  "photo",
  "photo-approval",
  "fingers",
  "signature",
  "irises",
  "data-approval",
  "resident-verification",
  "operator-attestation",
  "operator-initials",
  "kasi-signature",
  "official-stamp",
  "register-number",
  "letter-check",
  "letter-validation",
  "hand-over",
] as const;
export type ActId = (typeof actIds)[number];

export type Step = {
  readonly id: string;
  readonly title: Title;
  readonly actors: readonly [Role, ...Role[]];
  readonly papers: readonly PaperRequirement[];
  readonly standardMs: number;
  /** What the step leaves behind, as the procedure names it. */
  readonly output: Title | null;
  /** The flowchart step it belongs to; several table steps may share one. */
  readonly flowchartStep: number;
  readonly acts: readonly [ActId, ...ActId[]];
};

export type FlowchartStep = { readonly number: number; readonly title: Title; readonly standardMs: number };

/** One service of the office's official procedure, as data: its table of steps and its flowchart. */
export type Service = {
  readonly id: ServiceId;
  readonly title: Title;
  readonly sopRevision: string;
  /** The total printed under the table. */
  readonly standardMs: number;
  readonly steps: readonly [Step, ...Step[]];
  readonly flowchart: readonly FlowchartStep[];
};

export const minutesMs = (minutes: number): number => minutes * 60_000;
