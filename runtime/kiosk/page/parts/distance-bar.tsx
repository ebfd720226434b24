import type { CaptureTarget } from "../../wire/view/terms.ts";
import { preview, words } from "../state.ts";

/** Which way to move, as a place on a line between too near and too far; in the middle it is right. */
export function DistanceBar({ target }: { readonly target: CaptureTarget }) {
  const header = preview.value?.header.target === target ? preview.value.header : null;
  const code = header?.advice?.code ?? null;
  const place = code === "too-near" ? "near" : code === "too-far" ? "far" : header === null ? "unknown" : "right";
  const { chrome } = words.value;
  return (
    <div class={`distance ${place}`} aria-hidden="true">
      <span class="distance-end">{chrome.near}</span>
      <span class="distance-line">
        <span class="distance-zone" />
        <span class="distance-you" />
      </span>
      <span class="distance-end">{chrome.far}</span>
    </div>
  );
}
