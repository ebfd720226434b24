import type { DeskView } from "../../wire/view/desk-view.ts";
import { Icon } from "../pictures/icon.tsx";
import { words } from "../state.ts";

/** What an officer must not overlook: the same finger twice, and somebody of another visit. */
export function Warnings({ desk: { duplicates, twins } }: { readonly desk: DeskView }) {
  const { desk, targets: named } = words.value;
  if (duplicates.length === 0 && twins.length === 0) return null;
  return (
    <div role="alert">
      <ul class="desk-warnings">
        {twins.map(({ target, lookalike }) => (
          <li key={target}>
            <Icon name="hand" size={36} />
            <strong>{named[target]}</strong>
            <span>{desk.lookalike(named[lookalike])}</span>
          </li>
        ))}
        {duplicates.map(({ target, visitId, receiptNumber, score }) => (
          <li key={`${visitId}${target}`}>
            <Icon name="people" size={36} />
            <strong>{desk.duplicateTitle}</strong>
            <span>{desk.duplicate(named[target], receiptNumber, Math.round(score))}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
