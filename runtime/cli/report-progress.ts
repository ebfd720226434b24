import { wordException } from "../procedure/exception-titles.ts";
import type { CaptureView, VisitView } from "../visit/visit-view.ts";
import type { Language, Terminal } from "./verb.ts";

/** Tells each step as it opens and each capture as it is settled, one line each. */
export function createProgress(terminal: Terminal): (view: VisitView) => void {
  const told = new Set<string>();
  const tell = (key: string, line: string) => {
    if (told.has(key)) return;
    told.add(key);
    terminal.remark(line);
  };
  const { language } = terminal;
  return (view) => {
    for (const [index, step] of view.steps.entries()) {
      if (step.state !== "ahead") tell(step.id, `[${index + 1}/${view.steps.length}] ${step.title[language]}`);
    }
    for (const capture of view.captures) {
      tell(`${capture.target} ${capture.attempts}`, `      ${describeCapture(capture, language)}`);
    }
    const { sealed, receipt } = words[language];
    if (view.packageId !== null) tell("package", `      ${sealed} ${view.packageId}`);
    if (view.receipt !== null) tell("receipt", `      ${receipt} ${view.receipt.status}`);
  };
}

const words = {
  id: { sealed: "paket disegel", receipt: "tanda terima" },
  en: { sealed: "package sealed", receipt: "receipt" },
} as const;

function describeCapture({ target, score, exception }: CaptureView, language: Language): string {
  const figure = score === null ? "–" : score.toFixed(0);
  return `${target.padEnd(11)} ${figure.padStart(3)}${exception === null ? "" : `  ${wordException(exception, language)}`}`;
}
