/** Bytes left free behind every piece: vectors may read a little further than they need. */
const spareBytes: usize = 32;
const pageBytes: usize = 65_536;

let top: usize = 0;

/** Gives back all that was reserved. What stood there is lost. */
export function clearRoom(): void {
  top = (__heap_base + 15) & ~15;
}

/**
 * Room for `bytes`, at a multiple of 16, holding whatever was left there. The memory grows as it has to; where it cannot,
 * the call ends in a trap, or a wrapped address would lie in another's room.
 */
export function reserve(bytes: usize): usize {
  const at = top;
  const end = (<u64>at + bytes + spareBytes + 15) & ~15;
  const pages = <i32>((end + pageBytes - 1) / pageBytes);
  if (pages > memory.size() && memory.grow(pages - memory.size()) < 0) unreachable();
  top = <usize>end;
  return at;
}
