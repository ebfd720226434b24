import { useState } from "preact/hooks";
import { reasonLengthMax } from "../../wire/input-limits.ts";
import type { OfferNeed } from "../../wire/view/offer.ts";
import type { ExceptionReason } from "../../wire/view/terms.ts";
import { Button } from "../parts/button.tsx";
import { Keyboard } from "../parts/keyboard.tsx";
import { words } from "../state.ts";
import { lookUp } from "../words/look-up.ts";
import { OfficerProof, type Proof } from "./officer-proof.tsx";

/** What has been given so far towards an offer's needs. */
export type Given = {
  readonly reason: string;
  readonly exceptionReason: ExceptionReason | null;
  readonly papers: readonly string[];
  readonly officer: Proof | null;
  readonly second: Proof | null;
};

export function isGiven(need: OfferNeed, given: Given): boolean {
  switch (need.kind) {
    case "reason":
      return given.reason.trim() !== "";
    case "exception-reason":
      return given.exceptionReason !== null;
    case "papers":
      return true;
    case "officer":
      return given.officer !== null;
    case "second":
      return given.second !== null;
    default:
      return need satisfies never;
  }
}

export function nameNeed(need: OfferNeed): string {
  const { desk } = words.value;
  switch (need.kind) {
    case "reason":
    case "exception-reason":
      return desk.reason;
    case "papers":
      return desk.papers;
    case "officer":
      return desk.officerProof;
    case "second":
      return desk.secondPerson;
    default:
      return need satisfies never;
  }
}

export type NeedPaneProps = {
  readonly need: OfferNeed;
  readonly deed: string;
  readonly given: Given;
  /** `isComplete` when one touch has settled this need and the next may be shown. */
  readonly onGiven: (given: Given, isComplete: boolean) => void;
};

/** The part of the dialog for one need. */
export function NeedPane({ need, deed, given, onGiven }: NeedPaneProps) {
  switch (need.kind) {
    case "reason":
      return (
        <ReasonPane
          deed={deed}
          reason={given.reason}
          onReason={(reason, isComplete) => onGiven({ ...given, reason }, isComplete)}
        />
      );
    case "exception-reason":
      return (
        <ExceptionPane
          reasons={need.reasons}
          chosen={given.exceptionReason}
          onChoose={(exceptionReason) => onGiven({ ...given, exceptionReason }, true)}
        />
      );
    case "papers":
      return (
        <PapersPane
          papers={need.papers}
          chosen={given.papers}
          onChoose={(papers) => onGiven({ ...given, papers }, false)}
        />
      );
    case "officer":
      return (
        <OfficerProof
          officers={need.officers}
          proof={given.officer}
          byFinger
          onProof={(officer) => onGiven({ ...given, officer }, false)}
        />
      );
    case "second":
      return <SecondPane {...{ need, given, onGiven }} />;
    default:
      return need satisfies never;
  }
}

type SecondPaneProps = Pick<NeedPaneProps, "given" | "onGiven"> & {
  readonly need: Extract<OfferNeed, { readonly kind: "second" }>;
};

/** Whoever has been named as the first, in this very dialog, is not asked for once more. */
function SecondPane({ need, given, onGiven }: SecondPaneProps) {
  return (
    <>
      <p class="need-hint">{words.value.desk.secondHint}</p>
      <OfficerProof
        officers={need.officers.filter(({ id }) => id !== given.officer?.id)}
        proof={given.second}
        byFinger
        onProof={(second) => onGiven({ ...given, second }, false)}
      />
    </>
  );
}

type ReasonPaneProps = {
  readonly deed: string;
  readonly reason: string;
  readonly onReason: (reason: string, isComplete: boolean) => void;
};

/** The sentences that officers give most often, and a keyboard for one's own words. */
function ReasonPane({ deed, reason, onReason }: ReasonPaneProps) {
  const { commonReasons, desk } = words.value;
  const common = lookUp(commonReasons, deed) ?? commonReasons.other;
  const [isTyping, setTyping] = useState(reason !== "" && !common.includes(reason));
  return (
    <div class="reason-pane">
      <div class="choices">
        {(isTyping ? [] : common).map((sentence) => (
          <Button
            key={sentence}
            label={sentence}
            isPressed={sentence === reason}
            onPress={() => {
              setTyping(false);
              onReason(sentence, true);
            }}
          />
        ))}
        <Button icon="keyboard" label={desk.ownWords} isPressed={isTyping} onPress={() => setTyping(!isTyping)} />
      </div>
      {isTyping && (
        <>
          <p class="typed" role="status" aria-label={desk.typeReason}>
            {reason === "" ? <span class="typed-hint">{desk.typeReason}</span> : reason}
          </p>
          <Keyboard value={reason} lengthMax={reasonLengthMax} onChange={(text) => onReason(text, false)} />
        </>
      )}
    </div>
  );
}

type ExceptionPaneProps = {
  readonly reasons: readonly ExceptionReason[];
  readonly chosen: ExceptionReason | null;
  readonly onChoose: (reason: ExceptionReason) => void;
};

function ExceptionPane({ reasons, chosen, onChoose }: ExceptionPaneProps) {
  const { exceptions } = words.value;
  return (
    <div class="choices">
      {reasons.map((reason) => (
        <Button
          key={reason}
          label={exceptions[reason]}
          isPressed={reason === chosen}
          onPress={() => onChoose(reason)}
        />
      ))}
    </div>
  );
}

type PapersPaneProps = {
  readonly papers: readonly string[];
  readonly chosen: readonly string[];
  readonly onChoose: (papers: readonly string[]) => void;
};

function PapersPane({ papers, chosen, onChoose }: PapersPaneProps) {
  const { papers: named, desk } = words.value;
  return (
    <>
      <p class="need-hint">{desk.whichPapers}</p>
      <div class="choices">
        {papers.map((paper) => (
          <Button
            key={paper}
            label={lookUp(named, paper) ?? paper}
            isPressed={chosen.includes(paper)}
            onPress={() =>
              onChoose(chosen.includes(paper) ? chosen.filter((each) => each !== paper) : [...chosen, paper])
            }
          />
        ))}
        <Button label={desk.noPapers} isPressed={chosen.length === 0} onPress={() => onChoose([])} />
      </div>
    </>
  );
}
