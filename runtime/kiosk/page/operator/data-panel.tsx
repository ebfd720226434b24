import type { DeskView, NumberHint } from "../../wire/view/desk-view.ts";
import { Icon } from "../pictures/icon.tsx";
import { words } from "../state.ts";
import { lookUp } from "../words/look-up.ts";

/** The resident's data, and beside each line whether the register agrees. */
export function DataPanel({ desk }: { readonly desk: DeskView }) {
  const { desk: named, registerOutcomes } = words.value;
  return (
    <>
      {desk.register !== null && (
        <p class="desk-register">
          <Icon name="data" size={32} />
          {registerOutcomes[desk.register]}
        </p>
      )}
      <table class="desk-data">
        <caption class="unseen">{named.data}</caption>
        <thead class="unseen">
          <tr>
            <th scope="col">{named.field}</th>
            <th scope="col">{named.value}</th>
            <th scope="col">{named.differs}</th>
          </tr>
        </thead>
        <tbody>
          {desk.data.map(({ field, value, comparison, registered }) => (
            <tr key={field} class={comparison ?? ""}>
              <th scope="row">{nameField(field)}</th>
              <td class="figure">
                {nameValue(field, value)}
                <PaperHint hint={desk.numberHints.find((hint) => hint.field === field)} />
              </td>
              <td>
                {comparison === "differs" ? (
                  <span class="mark-differs">
                    <Icon name="attention" size={28} />
                    {named.differs}
                    {registered !== null && (
                      <>
                        : <strong class="figure">{nameValue(field, registered)}</strong>
                      </>
                    )}
                  </span>
                ) : (
                  comparison === "same" && named.same
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** What a paper says of a number: a hint beside it, louder where it differs. */
function PaperHint({ hint }: { readonly hint: NumberHint | undefined }) {
  if (hint === undefined) return null;
  return <small class={`paper-hint ${hint.outcome}`}>{wordHint(hint)}</small>;
}

function wordHint(hint: NumberHint): string {
  const { desk } = words.value;
  if (hint.outcome === "not-found") return desk.paperNotFound;
  if (hint.outcome === "same") return desk.paperSame(hint.confidencePercent);
  return desk.paperDiffers(hint.places.join(", "), hint.confidencePercent);
}

export function nameField(field: string): string {
  return lookUp(words.value.fields, field) ?? field;
}

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Codes of the register in words, dates as the card writes them; anything else as it is. */
export function nameValue(field: string, value: string): string {
  const [, year, month, day] = isoDate.exec(value) ?? [];
  if (day !== undefined) return `${day}-${month}-${year}`;
  const table = lookUp<Readonly<Record<string, string>>>(words.value.fieldValues, field);
  return (table === null ? null : lookUp(table, value)) ?? value;
}
