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
    const { sealed, receipt, sameFinger, wrongFinger } = words[language];
    for (const { target, lookalike } of view.wrongFingers) {
      tell(`${target} ${lookalike}`, `      ${target.padEnd(11)} ${wrongFinger(lookalike)}`);
    }
    for (const { target, visitId } of view.duplicates) {
      tell(`${target} ${visitId}`, `      ${target.padEnd(11)} ${sameFinger(visitId)}`);
    }
    if (view.packageId !== null) tell("package", `      ${sealed} ${view.packageId}`);
    if (view.receipt !== null) tell("receipt", `      ${receipt} ${view.receipt.status}`);
  };
}

const words = {
  id: {
    sealed: "paket disegel",
    receipt: "tanda terima",
    wrongFinger: (lookalike: string) => `jari yang salah: ini ${lookalike}`,
    sameFinger: (visitId: string) => `jari yang sama dalam kunjungan ${visitId}`,
  },
  en: {
    sealed: "package sealed",
    receipt: "receipt",
    wrongFinger: (lookalike: string) => `wrong finger: this is ${lookalike}`,
    sameFinger: (visitId: string) => `same finger in visit ${visitId}`,
  },
} as const;

function describeCapture({ target, score, exception }: CaptureView, language: Language): string {
  const figure = score === null ? "–" : score.toFixed(0);
  return `${target.padEnd(11)} ${figure.padStart(3)}${exception === null ? "" : `  ${wordException(exception, language)}`}`;
}
