import { useEffect, useRef } from "preact/hooks";
import { createInk, type Ink } from "./ink.ts";
import { openInkSheet } from "./ink-sheet.ts";

export type InkPadProps = {
  readonly label: string;
  /** Gives whoever holds the buttons the means to clear and to finish. */
  readonly onReady: (ink: Ink) => void;
};

/** Where one signs on the screen itself: takes pen, finger and mouse, with pressure where the device tells it. */
export function InkPad({ label, onReady }: InkPadProps) {
  const written = useRef<HTMLCanvasElement>(null);
  const ahead = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (written.current === null || ahead.current === null) return;
    const ink = createInk(openInkSheet(written.current), openInkSheet(ahead.current), written.current);
    onReady(ink);
    return ink.close;
  }, []);
  return (
    <div class="ink-pad">
      <canvas ref={ahead} />
      <canvas ref={written} role="img" aria-label={label} />
    </div>
  );
}
