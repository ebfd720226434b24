import type { DataLine } from "../../wire/view/screen.ts";
import { Icon } from "../pictures/icon.tsx";
import { words } from "../state.ts";
import { lookUp } from "../words/look-up.ts";
import { Button } from "./button.tsx";
import { useIdle } from "./use-idle.ts";

/** Who stands behind the resident shall not read along. */
const veilAfterMs = 10_000;

export type DataLinesProps = { readonly data: readonly DataLine[]; readonly differences?: readonly string[] };

/** A resident's data, to be read through. Veils itself when nobody has touched the page for ten seconds. */
export function DataLines({ data, differences = [] }: DataLinesProps) {
  const isVeiled = useIdle(veilAfterMs);
  return (
    <div class={`data-lines ${isVeiled ? "veiled" : ""}`}>
      <dl>
        {data.map((line) => (
          <Line key={line.field} line={line} isDifferent={differences.includes(line.field)} />
        ))}
      </dl>
      {isVeiled && <Button class="unveil" icon="eye" label={words.value.chrome.veiled} onPress={() => undefined} />}
    </div>
  );
}

function Line({ line, isDifferent }: { readonly line: DataLine; readonly isDifferent: boolean }) {
  const { fields, fieldValues, chrome } = words.value;
  const values: Readonly<Record<string, Readonly<Record<string, string>>>> = fieldValues;
  const told = lookUp(lookUp(values, line.field) ?? {}, line.value) ?? line.value;
  return (
    <div class={isDifferent ? "different" : ""}>
      <dt>{lookUp(fields, line.field) ?? line.field}</dt>
      <dd>
        <span class="data-value">{told}</span>
        {line.isMasked && (
          <span class="data-masked">
            <Icon name="lock" size={28} />
            <span class="unseen">{chrome.masked}</span>
          </span>
        )}
        {isDifferent && (
          <span class="data-different">
            <Icon name="attention" size={28} />
            {chrome.differs}
          </span>
        )}
      </dd>
    </div>
  );
}
