import type { KioskView } from "../../runtime/kiosk/wire/kiosk-view.ts";
import { writeNotice } from "../../runtime/kiosk/wire/notice-text.ts";
import { drawCode } from "./receipt-code.ts";
import { type NamedView, namedViews, thanksView } from "./views.ts";

const receiptNumber = "62.01-2026-000123";

/** Every screen and state, the last one included. */
export const everyView: readonly NamedView[] = [...namedViews, thanksView(drawCode(receiptNumber), receiptNumber)];

/** The same in another language or comfort. */
export function varyView(named: NamedView, change: Partial<KioskView>): NamedView {
  const varied = { ...named.view, ...change };
  const { screen, office, language } = varied;
  if (screen.kind !== "notice") return { ...named, view: varied };
  // The runtime sends the notice in the language of the view.
  const isLetter = screen.sections.some(({ topic }) => topic.endsWith(".letter"));
  const sections = writeNotice(isLetter ? "ahli-waris" : "ktp-el", office, language);
  return { ...named, view: { ...varied, screen: { ...screen, sections } } };
}

export function findView(name: string): KioskView {
  const found = everyView.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`no such view: ${name}`);
  return found.view;
}
