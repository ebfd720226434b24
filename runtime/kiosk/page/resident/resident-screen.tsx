import { useEffect } from "preact/hooks";
import type { KioskView, Screen } from "../../wire/kiosk-view.ts";
import { useSpeech } from "../parts/use-speech.ts";
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
import { ServiceScreen } from "./service-screen.tsx";
import { SignatureScreen } from "./signature-screen.tsx";
import { SuspendedScreen } from "./suspended-screen.tsx";
import { ThanksScreen } from "./thanks-screen.tsx";
import { VerificationScreen } from "./verification-screen.tsx";
import { WaitScreen } from "./wait-screen.tsx";

/** The resident's screen for what the view says; says aloud what to do when another one comes. */
export function ResidentScreen({ view }: { readonly view: KioskView }) {
  const { kind } = view.screen;
  useSpeech(nameClip(view.screen));
  useSpeech(nameDetail(view.screen));
  useEffect(() => scrollTo(0, 0), [kind]);
  return pick(view);
}

/** What is said of a screen when it comes. */
function nameClip(screen: Screen): string | null {
  if (screen.kind === "attract") return null;
  if (screen.kind === "wait") return `waits.${screen.reason}`;
  return screen.kind === "ended" ? `ended.${screen.reason}` : `screens.${screen.kind}.guide`;
}

/** What is said besides while it stays: which finger or eye is next, or what was wrong. */
function nameDetail(screen: Screen): string | null {
  if (screen.kind === "identify") return screen.problem === null ? null : `identifyProblems.${screen.problem}`;
  const asked = screen.kind === "verification" ? screen.target : "current" in screen ? screen.current : null;
  return asked === null ? null : `targets.${asked}`;
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
      return <SuspendedScreen />;
    case "ended":
      return <EndedScreen screen={screen} />;
    case "out-of-service":
      return <OutOfServiceScreen screen={screen} />;
    default:
      return screen satisfies never;
  }
}
