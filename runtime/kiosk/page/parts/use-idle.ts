import { useEffect, useState } from "preact/hooks";

/** Whether nobody has touched the page for so long. */
export function useIdle(idleMs: number): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    let timer = 0;
    const restart = () => {
      clearTimeout(timer);
      setIdle(false);
      timer = window.setTimeout(() => setIdle(true), idleMs);
    };
    restart();
    for (const kind of touches) addEventListener(kind, restart);
    return () => {
      clearTimeout(timer);
      for (const kind of touches) removeEventListener(kind, restart);
    };
  }, [idleMs]);
  return isIdle;
}

const touches = ["pointerdown", "keydown"] as const;
