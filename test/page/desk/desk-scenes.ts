import type { KioskView } from "../../../runtime/kiosk/wire/kiosk-view.ts";
import { decisionOffers, officers, openView } from "../desk-views.ts";
import { baseView } from "../views.ts";

/** A view of the whole page around what the officers' side shows. */
export const under = (operator: KioskView["operator"], rest: Partial<KioskView> = {}): KioskView => ({
  ...baseView,
  operator,
  ...rest,
});

export const lockedView = { state: "locked", officers, canLogInByFinger: true, failure: null, waitMs: 0 } as const;
export const locked = under(lockedView);
export const deciding = under({ ...openView, offers: decisionOffers });
