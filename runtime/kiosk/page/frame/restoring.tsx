import { words } from "../state.ts";
import { Mark } from "./mark.tsx";

/** While the runtime is not there: that it is coming back. Covers everything, so that nobody reads on meanwhile. */
export function Restoring({ isFirst }: { readonly isFirst: boolean }) {
  const { chrome } = words.value;
  return (
    <div class="restoring">
      <Mark />
      <p role="status">{isFirst ? chrome.product : chrome.restoring}</p>
    </div>
  );
}
