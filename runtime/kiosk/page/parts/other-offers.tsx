import { view } from "../state.ts";
import { OfferButton } from "./offer-button.tsx";

/** Whatever else is offered to the resident, so that nothing offered is ever out of reach. */
export function OtherOffers({ except }: { readonly except: readonly string[] }) {
  const offers = (view.value?.offers ?? []).filter(({ deed }) => !except.includes(deed));
  return (
    <>
      {offers.map(({ id, deed, target, paper }) => (
        <OfferButton key={id} deed={deed} {...(target !== null && { target })} {...(paper !== null && { paper })} />
      ))}
    </>
  );
}
