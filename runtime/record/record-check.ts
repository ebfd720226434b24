/** One file looked into; `problem` is null when it is sound. */
export type RecordCheck = { readonly file: string; readonly what: string; readonly problem: string | null };
