/** What was read from elsewhere, to be looked at and never changed: all of it, however deep. */
export type ReadOnly<T> = T extends object ? { readonly [K in keyof T]: ReadOnly<T[K]> } : T;
