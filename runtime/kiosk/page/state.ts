import { computed, signal } from "@preact/signals";
import type { KioskView } from "../wire/kiosk-view.ts";

import type { IntentOutcome, PreviewHeader, StillHeader } from "../wire/runtime-message.ts";
import { loadedCatalogues } from "./loaded-catalogues.ts";
import type { Words } from "./words/words.ts";

/** A live frame, decoded; whoever replaces it closes the bitmap. */
export type Preview = { readonly header: PreviewHeader; readonly bitmap: ImageBitmap };

/** A picture under an object URL; whoever replaces it revokes the URL. */
export type Still = { readonly header: StillHeader; readonly url: string };

/** The last view of the runtime, or null before the first one and right after a wipe. */
export const view = signal<KioskView | null>(null);

/** How the page stands with the runtime. `lost` shows the resident that things are being put right. */
export const link = signal<"opening" | "open" | "lost">("opening");

/** The newest frame of the device at work, with what is to be said of it. */
export const preview = signal<Preview | null>(null);

export const stills = signal<ReadonlyMap<StillHeader["name"], Still>>(new Map());

/** Buttons whose intent has no answer yet, by their key. */
export const pending = signal<ReadonlySet<string>>(new Set());

/** What the runtime said to the last intent when it was not simply done; null when there is nothing to tell. */
export const objection = signal<Exclude<IntentOutcome, { readonly kind: "done" }> | null>(null);

/** Rises with every wipe: whatever belongs to one resident is keyed by it and goes with it. */
export const session = signal(0);

/** Whether the officers' side lies over the resident's. */
export const isDeskOpen = signal(false);

/** Whether the drawer of the demonstration is out. */
export const isDemoOpen = signal(false);

/** The catalogue of the view's language; Indonesian until there is a view, and while another is on its way. */
export const words = computed<Words>(() => {
  const { value } = loadedCatalogues;
  return value[view.value?.language ?? "id"] ?? value.id;
});
