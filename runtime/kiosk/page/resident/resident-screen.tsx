import { useEffect } from "preact/hooks";
import type { KioskView } from "../../wire/kiosk-view.ts";
import { useSpeech } from "../parts/use-speech.ts";
import { words } from "../state.ts";
import { lookUp } from "../words/look-up.ts";
import { AttractScreen } from "./attract-screen.tsx";
import { DataApprovalScreen } from "./data-approval-screen.tsx";
import { DataConfirmationScreen } from "./data-confirmation-screen.tsx";
import { EndedScreen } from "./ended-screen.tsx";
import { FingersScreen } from "./fingers-screen.tsx";
import { IdentifyScreen } from "./identify-screen.tsx";
import { IrisesScreen } from "./irises-screen.tsx";
import { LanguageScreen } from "./language-screen.tsx";
import { LetterKindScreen } from "./letter-kind-screen.tsx";
import { NoticeScreen } from "./notice-screen.tsx";
import { OutOfServiceScreen } from "./out-of-service-screen.tsx";
import { PapersScreen } from "./papers-screen.tsx";
import { PhotoApprovalScreen } from "./photo-approval-screen.tsx";
import { PhotoScreen } from "./photo-screen.tsx";
import { nameAskedClips, nameProblemClips, nameScreenClips } from "./screen-speech.ts";
import { ServiceScreen } from "./service-screen.tsx";
import { SignatureScreen } from "./signature-screen.tsx";
import { SuspendedScreen } from "./suspended-screen.tsx";
import { ThanksScreen } from "./thanks-screen.tsx";
import { VerificationScreen } from "./verification-screen.tsx";
import { WaitScreen } from "./wait-screen.tsx";

/** The resident's screen for what the view says; says aloud what to do when another one comes. */
export function ResidentScreen({ view }: { readonly view: KioskView }) {
  const { kind } = view.screen;
  useSpeech("screen", nameScreenClips(view.screen));
  useSpeech("asked", nameAskedClips(view.screen));
  useSpeech("note", nameProblemClips(view.screen, knowsFailure));
  useEffect(() => scrollTo(0, 0), [kind]);
  return pick(view);
}

function knowsFailure(code: string): boolean {
  return lookUp(words.value.failures, code) !== null;
}

function pick({ screen }: KioskView) {
  switch (screen.kind) {
    case "attract":
      return <AttractScreen />;
    case "language":
      return <LanguageScreen />;
    case "service":
      return <ServiceScreen screen={screen} />;
    case "letter-kind":
      return <LetterKindScreen screen={screen} />;
    case "notice":
      return <NoticeScreen screen={screen} />;
    case "identify":
      return <IdentifyScreen screen={screen} />;
    case "papers":
      return <PapersScreen screen={screen} />;
    case "data-confirmation":
      return <DataConfirmationScreen screen={screen} />;
    case "wait":
      return <WaitScreen screen={screen} />;
    case "photo":
      return <PhotoScreen screen={screen} />;
    case "photo-approval":
      return <PhotoApprovalScreen />;
    case "fingers":
      return <FingersScreen screen={screen} />;
    case "signature":
      return <SignatureScreen screen={screen} />;
    case "irises":
      return <IrisesScreen screen={screen} />;
    case "data-approval":
      return <DataApprovalScreen screen={screen} />;
    case "verification":
      return <VerificationScreen screen={screen} />;
    case "thanks":
      return <ThanksScreen screen={screen} />;
    case "suspended":
      return <SuspendedScreen screen={screen} />;
    case "ended":
      return <EndedScreen screen={screen} />;
    case "out-of-service":
      return <OutOfServiceScreen screen={screen} />;
    default:
      return screen satisfies never;
  }
}
