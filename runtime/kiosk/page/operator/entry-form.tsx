import { useEffect, useState } from "preact/hooks";
import type { EntryField } from "../../wire/view/operator-view.ts";
import { Button } from "../parts/button.tsx";
import { IntentButton } from "../parts/intent-button.tsx";
import { Icon } from "../pictures/icon.tsx";
import { send } from "../socket.ts";
import { words } from "../state.ts";
import { nameField } from "./data-panel.tsx";
import { EntryEditor, showValue } from "./entry-editor.tsx";

type Values = Readonly<Record<string, string>>;

/**
 * A resident whom no register knows: the officer copies the data from the family card, one line after another. What is
 * typed is told to the runtime key by key, which gives it back when the desk has been locked and is opened again.
 */
export function EntryForm({ fields }: { readonly fields: readonly EntryField[] }) {
  const [typed, setTyped] = useState<Values>({});
  const [current, setCurrent] = useState(fields[0]?.field ?? "");
  const { desk, chrome, entryFaults } = words.value;
  const readValue = ({ field, value }: EntryField) => typed[field] ?? value;
  const index = fields.findIndex(({ field }) => field === current);
  const shown = fields[index];
  const missing = fields.filter((field) => field.isRequired && readValue(field).trim() === "").length;
  const firstFaulty = fields.find(({ fault }) => fault !== null)?.field;
  const isFaulty = firstFaulty !== undefined;
  // Whoever tried to save and could not is led to the first field that is marked, once.
  useEffect(() => {
    if (firstFaulty !== undefined) setCurrent(firstFaulty);
  }, [isFaulty]);
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
              <span class="entry-name">
                <span>{nameField(field.field)}</span>
                {field.isRequired && <small>{desk.entryRequired}</small>}
              </span>
              <strong class="figure">
                {readValue(field) === "" ? desk.entryOpen : showValue(field, readValue(field))}
              </strong>
              {field.fault !== null && <FaultNote text={entryFaults[field.fault]} />}
            </button>
          </li>
        ))}
      </ol>
      {shown !== undefined && (
        <section class="entry-editor" aria-label={nameField(shown.field)}>
          <h3>{nameField(shown.field)}</h3>
          {shown.fault !== null && <FaultNote text={entryFaults[shown.fault]} />}
          <EntryEditor
            key={shown.field}
            field={shown}
            value={readValue(shown)}
            onChange={(value) => {
              setTyped({ ...typed, [shown.field]: value });
              send({ kind: "typed", field: shown.field, value });
            }}
            onComplete={() => move(1)}
          />
          <div class="row">
            <Button icon="next" label={chrome.next} isDisabled={index === fields.length - 1} onPress={() => move(1)} />
            <IntentButton
              tone="primary"
              icon="agree"
              label={desk.entryFinish}
              intent={{ kind: "enter-data", data }}
              isDisabled={missing > 0}
            >
              {missing > 0 && <small>{desk.entryMissing(missing)}</small>}
            </IntentButton>
          </div>
        </section>
      )}
    </div>
  );
}

/** What is wrong with a field: a sign, and what to do in words. */
function FaultNote({ text }: { readonly text: string }) {
  return (
    <span class="entry-fault">
      <Icon name="attention" size={28} />
      {text}
    </span>
  );
}
