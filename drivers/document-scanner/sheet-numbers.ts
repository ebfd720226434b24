import type { Random } from "../../runtime/kernel/random.ts";

/** Gives one number after the other to whatever is drawn; each of sixteen digits. */
export type SheetNumbers = () => string;

/** First the given ones in their order, then made-up ones. */
export function createSheetNumbers(random: Random, given: readonly string[]): SheetNumbers {
  const rest = [...given];
  return () => rest.shift() ?? makeNumber(random);
}

/** A number as NIK and family cards have them, of region 99, which is no province: nobody's. */
export function makeNumber(random: Random): string {
  const pair = (from: number, to: number) => String(random.integer(from, to)).padStart(2, "0");
  const day = random.integer(1, 28) + 40 * random.integer(0, 1);
  const date = `${String(day).padStart(2, "0")}${pair(1, 12)}${pair(0, 99)}`;
  return `99${pair(1, 20)}${pair(1, 30)}${date}${String(random.integer(1, 9_999)).padStart(4, "0")}`;
}
