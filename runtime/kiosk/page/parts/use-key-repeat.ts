import { useEffect, useRef } from "preact/hooks";

const firstRepeatMs = 500;
const nextRepeatMs = 90;

/**
 * A key that works at once when it is touched, and again and again while it is held. A click that no pointer made, such
 * as a keyboard's or a switch's, works once.
 */
export function useKeyRepeat(press: () => void) {
  const timer = useRef(0);
  const latest = useRef(press);
  latest.current = press;
  const stop = () => clearTimeout(timer.current);
  useEffect(() => stop, []);
  const repeat = () => {
    latest.current();
    timer.current = window.setTimeout(repeat, nextRepeatMs);
  };
  return {
    onPointerDown: () => {
      stop();
      latest.current();
      timer.current = window.setTimeout(repeat, firstRepeatMs);
    },
    onPointerUp: stop,
    onPointerLeave: stop,
    onPointerCancel: stop,
    onClick: ({ detail }: MouseEvent) => {
      if (detail === 0) latest.current();
    },
  };
}
