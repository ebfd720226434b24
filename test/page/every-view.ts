import type { KioskView } from "../../runtime/kiosk/wire/kiosk-view.ts";
import { drawCode } from "./receipt-code.ts";
import { type NamedView, namedViews, thanksView } from "./views.ts";

const receiptNumber = "62.01-2026-000123";

/** Every screen and state, the last one included. */
export const everyView: readonly NamedView[] = [...namedViews, thanksView(drawCode(receiptNumber), receiptNumber)];

/** The same in another language or comfort. */
export function varyView({ name, view }: NamedView, change: Partial<KioskView>): NamedView {
  return { name, view: { ...view, ...change } };
}

export function findView(name: string): KioskView {
  const found = everyView.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`no such view: ${name}`);
  return found.view;
}
