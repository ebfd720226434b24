import { effect } from "@preact/signals";
import { view, words } from "./state.ts";

/** Keeps language, reach and contrast of the document as the view has them; the style sheet does the rest. */
export function followPreferences(): void {
  const { dataset } = document.documentElement;
  effect(() => {
    document.documentElement.lang = view.value?.language ?? "id";
    document.title = words.value.chrome.product;
  });
  effect(() => {
    const comfort = view.value?.comfort;
    dataset["reach"] = String(comfort?.isInReach ?? false);
    dataset["contrast"] = comfort?.isHighContrast === true ? "high" : "normal";
  });
}
