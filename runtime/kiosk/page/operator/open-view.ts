import type { OperatorView } from "../../wire/view/operator-view.ts";

/** The desk of an officer who has proved who it is. */
export type OpenView = Extract<OperatorView, { readonly state: "open" }>;
