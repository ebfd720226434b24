import type { Offer } from "../../wire/view/offer.ts";
import { words } from "../state.ts";
import { OfferAction } from "./offer-action.tsx";

/** What may be done with the visit as a whole; what is about one paper or capture stands with it. */
export function ActionsPanel({ offers }: { readonly offers: readonly Offer[] }) {
  const { desk } = words.value;
  const general = offers.filter(({ target, paper }) => target === null && paper === null);
  return (
    <aside class="desk-actions" aria-label={desk.actions}>
      <h2>{desk.actions}</h2>
      {general.length === 0 && <p>{desk.noActions}</p>}
      {general.map((offer) => (
        <OfferAction key={offer.id} offer={offer} />
      ))}
    </aside>
  );
}
