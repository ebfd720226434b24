import { words } from "../state.ts";

export type MeterProps = {
  readonly label: string;
  /** 0 to 100, or null while nothing was measured. */
  readonly score: number | null;
  readonly limit: number;
  readonly isEnough: boolean;
};

/** A score as a bar against its limit: no figure to the resident, and form as well as colour to tell enough from not. */
export function Meter({ label, score, limit, isEnough }: MeterProps) {
  const { chrome } = words.value;
  const told = score === null ? chrome.ahead : isEnough ? chrome.good : chrome.again;
  return (
    <div class={`meter ${isEnough ? "enough" : "short"}`} role="img" aria-label={`${label}: ${told}`}>
      <span class="meter-fill" style={{ width: `${score ?? 0}%` }} />
      <span class="meter-limit" style={{ left: `${limit}%` }} />
    </div>
  );
}
