import { z } from "zod";
import type { ReadOnly } from "./read-only.ts";
import { condition } from "./view/condition.ts";
import { offer } from "./view/offer.ts";
import { operatorView } from "./view/operator-view.ts";
import { screen } from "./view/screen.ts";
import { residentStepView } from "./view/step-view.ts";
import { count, flag, language, number, text } from "./view/terms.ts";

/** How this resident wants the page; forgotten with the session. */
const comfort = z.strictObject({
  /** All controls in the lower third of the screen, for who sits or is small. */
  isInReach: flag,
  isHighContrast: flag,
  /** Twice the time before anything is asked or ended. */
  hasMoreTime: flag,
  /** 0 is silent. */
  volumePercent: number,
});
export type Comfort = ReadOnly<z.output<typeof comfort>>;

/** Scripted residents, for trainers. */
const demoView = z.strictObject({
  residents: z.array(text),
  current: text.nullable(),
  /** NIK of the scripted resident, so that a trainer need not know one by heart. */
  nik: text.nullable(),
  /** PIN of every officer of the demonstration. */
  pin: text,
  /** Whose fingers the simulated reader can be shown. */
  officers: z.array(text),
  /** Of these, whose it sees next; null where it is the resident's. */
  hand: text.nullable(),
  isPlaying: flag,
  /** What whoever stands before the page lends of themselves; `part` null while they do not, all null where they cannot. */
  guest: z.strictObject({ part: z.strictObject({ hasCamera: flag }).nullable() }).nullable(),
});
export type DemoView = ReadOnly<z.output<typeof demoView>>;

/** A call for an officer: from the page or from the button on the booth. */
const helpView = z.strictObject({
  by: z.enum(["page", "button"]),
  waitedMs: number,
  /** That whoever is at the desk may say that an officer has come. */
  canAnswer: flag,
});
export type HelpView = ReadOnly<z.output<typeof helpView>>;

/** Where this resident is on their way, e.g. 3 of 8. */
const progress = z.strictObject({ number: count, count });
export type Progress = ReadOnly<z.output<typeof progress>>;

/** All that the page shows; a projection of booth and visit, and nothing that the page may decide by. */
export const kioskViewSchema = z.strictObject({
  /** Names this state of things: an intent that was made at another one is stale. */
  position: count,
  language,
  comfort,
  /** Whose booth it is. */
  office: text,
  conditions: z.array(condition),
  screen,
  /** What the resident may do now. */
  offers: z.array(offer),
  progress: progress.nullable(),
  /** The steps of the official procedure with their times; empty before a visit. */
  steps: z.array(residentStepView),
  /** Set in the last seconds before the session ends for want of a sign of life. */
  endsInMs: number.nullable(),
  /** An officer was called, and none has come yet; null where nobody calls. */
  help: helpView.nullable(),
  canGoBack: flag,
  /** That somebody is on their way, and not through yet: the last screen has a button of its own. */
  canLeave: flag,
  operator: operatorView,
  /** Null on a booth that is not a demonstration. */
  demo: demoView.nullable(),
  /** What the page itself is needed for: as camera, as signature pad. */
  wants: z.strictObject({ camera: flag, ink: flag }),
});
export type KioskView = ReadOnly<z.output<typeof kioskViewSchema>>;
