/** How many pixels are marked 1. */
export function countMarks(marks: Uint8Array): number {
  let count = 0;
  for (let index = 0; index < marks.length; index += 1) count += marks[index]!;
  return count;
}
