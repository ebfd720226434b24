import { useIdle } from "../parts/use-idle.ts";
import { words } from "../state.ts";

export const nikLength = 16;

/** As people read it out: place, date of birth, serial. */
const groups = [
  { from: 0, to: 6 },
  { from: 6, to: 12 },
  { from: 12, to: 16 },
] as const;
const maskAfterMs = 10_000;
/** What tells a person from others: the date of birth in the middle. */
const masked = groups[1];

/** The number as it is typed, in its three groups; the middle one hides when nobody has touched the page for a while. */
export function NikSlots({ nik, isBusy }: { readonly nik: string; readonly isBusy: boolean }) {
  const isMasked = useIdle(maskAfterMs);
  const show = (index: number) => {
    const digit = nik[index] ?? "";
    return digit !== "" && isMasked && index >= masked.from && index < masked.to ? "•" : digit;
  };
  return (
    <div class={`nik ${isBusy ? "busy" : ""}`} role="img" aria-label={words.value.chrome.digits(nik.length, nikLength)}>
      {groups.map(({ from, to }) => (
        <span key={from} class="nik-group">
          {Array.from({ length: to - from }, (_, offset) => from + offset).map((index) => (
            <span key={index} class={`nik-slot ${index === nik.length ? "next" : ""}`}>
              {show(index)}
            </span>
          ))}
        </span>
      ))}
    </div>
  );
}
