/** Bytes left free behind every piece: vectors may read a little further than they need. */
const spareBytes: usize = 32;
const pageBytes: usize = 65_536;

let top: usize = 0;

/** Gives back all that was reserved. What stood there is lost. */
export function clearRoom(): void {
  top = (__heap_base + 15) & ~15;
}

/** Room for `bytes`, at a multiple of 16, holding whatever was left there. The memory grows as it has to. */
export function reserve(bytes: usize): usize {
  const at = top;
  top = (at + bytes + spareBytes + 15) & ~15;
  const pages = <i32>((top + pageBytes - 1) / pageBytes);
  if (pages > memory.size()) memory.grow(pages - memory.size());
  return at;
}
