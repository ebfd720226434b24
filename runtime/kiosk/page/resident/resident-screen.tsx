import type { KioskView } from "../../wire/kiosk-view.ts";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { words } from "../state.ts";

/** The resident's screen for what the view says. */
export function ResidentScreen({ view }: { readonly view: KioskView }) {
  const { title, guide } = words.value.screens[view.screen.kind];
  return <ScreenFrame title={title} guide={guide} />;
}
