import { useState } from "preact/hooks";
import type { EntryField } from "../../wire/kiosk-view.ts";
import { Button } from "../parts/button.tsx";
import { IntentButton } from "../parts/intent-button.tsx";
import { words } from "../state.ts";
import { nameField } from "./data-panel.tsx";
import { EntryEditor, showValue } from "./entry-editor.tsx";

type Values = Readonly<Record<string, string>>;

/** A resident whom no register knows: the officer copies the data from the family card, one line after another. */
export function EntryForm({ fields }: { readonly fields: readonly EntryField[] }) {
  const [typed, setTyped] = useState<Values>({});
  const [current, setCurrent] = useState(fields[0]?.field ?? "");
  const { desk, chrome } = words.value;
  const readValue = ({ field, value }: EntryField) => typed[field] ?? value;
  const index = fields.findIndex(({ field }) => field === current);
  const shown = fields[index];
  const data = Object.fromEntries(
    fields.flatMap((field): [string, string][] => (readValue(field) === "" ? [] : [[field.field, readValue(field)]])),
  );
  const move = (step: number) => setCurrent(fields[Math.min(fields.length - 1, index + step)]?.field ?? current);
  return (
    <div class="entry-form">
      <div class="entry-head">
        <h2>{desk.entryTitle}</h2>
        <p>{desk.entryHint}</p>
      </div>
      <ol class="entry-fields" aria-label={desk.entryTitle}>
        {fields.map((field) => (
          <li key={field.field}>
            <button
              type="button"
              class="entry-field"
              aria-pressed={field.field === current}
              onClick={() => setCurrent(field.field)}
            >
              <span class="entry-name">{nameField(field.field)}</span>
              <strong class="figure">
                {readValue(field) === "" ? desk.entryOpen : showValue(field, readValue(field))}
              </strong>
            </button>
          </li>
        ))}
      </ol>
      {shown !== undefined && (
        <section class="entry-editor" aria-label={nameField(shown.field)}>
          <h3>{nameField(shown.field)}</h3>
          <EntryEditor
            key={shown.field}
            field={shown}
            value={readValue(shown)}
            onChange={(value) => setTyped({ ...typed, [shown.field]: value })}
            onComplete={() => move(1)}
          />
          <div class="row">
            <Button icon="next" label={chrome.next} isDisabled={index === fields.length - 1} onPress={() => move(1)} />
            <IntentButton tone="primary" icon="agree" label={desk.entryFinish} intent={{ kind: "enter-data", data }} />
          </div>
        </section>
      )}
    </div>
  );
}
