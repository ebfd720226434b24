import { useState } from "preact/hooks";
import { wantedLengthMax } from "../../wire/input-limits.ts";
import type { ListedResident, RegisterSearchView } from "../../wire/view/operator-view.ts";
import { IntentButton } from "../parts/intent-button.tsx";
import { Keyboard } from "../parts/keyboard.tsx";
import { view, words } from "../state.ts";
import { nameValue } from "./data-panel.tsx";

/** A resident at the screen who does not know their number: the officer finds them in the register's list. */
export function SearchPanel({ search }: { readonly search: RegisterSearchView }) {
  const [wanted, setWanted] = useState("");
  const { desk } = words.value;
  return (
    <div class="desk-search">
      <div class="desk-search-head">
        <h2>{desk.searchTitle}</h2>
        <p>{desk.searchHint}</p>
      </div>
      <div class="desk-found">
        <Problem />
        <Outcome search={search} />
      </div>
      <div class="desk-search-keys">
        <div class="desk-wanted">
          <p class="typed figure" role="status">
            {wanted === "" ? <span class="typed-hint">{desk.searchTitle}</span> : wanted}
          </p>
          <IntentButton
            tone="primary"
            icon="people"
            label={desk.search}
            isDisabled={wanted.trim() === ""}
            intent={{ kind: "search-register", wanted }}
          />
        </div>
        <Keyboard value={wanted} lengthMax={wantedLengthMax} isUpperCase onChange={setWanted} />
      </div>
    </div>
  );
}

/** Why the one who was picked could not be let in; the resident's screen says the same. */
function Problem() {
  const screen = view.value?.screen;
  if (screen?.kind !== "identify" || screen.problem === null) return null;
  return (
    <p class="log-in-failure" role="alert">
      {words.value.identifyProblems[screen.problem]}
    </p>
  );
}

function Outcome({ search }: { readonly search: RegisterSearchView }) {
  const { desk } = words.value;
  switch (search.state) {
    case "idle":
      return null;
    case "too-short":
      return <p role="status">{desk.searchTooShort(search.lettersMin, search.digitsMin)}</p>;
    case "searched":
      return (
        <>
          {search.found.length === 0 ? <p role="status">{desk.searchNone}</p> : <FoundList found={search.found} />}
          {search.isMore && <p role="status">{desk.searchMore}</p>}
        </>
      );
    default:
      return search satisfies never;
  }
}

function FoundList({ found }: { readonly found: readonly ListedResident[] }) {
  return (
    <fieldset class="desk-found" aria-label={words.value.desk.searchFound}>
      {found.map(({ entry, name, nik, birthDate, village }) => (
        <IntentButton key={entry} icon="people" label={name} intent={{ kind: "pick-resident", entry }}>
          <small class="figure">
            {nik} · {nameValue("tanggalLahir", birthDate)} · {village}
          </small>
        </IntentButton>
      ))}
    </fieldset>
  );
}
