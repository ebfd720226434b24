import type { Screen, ScreenKind } from "../../wire/view/screen.ts";

/** What the view tells of one kind of screen. */
export type ScreenOf<K extends ScreenKind> = { readonly screen: Extract<Screen, { readonly kind: K }> };
