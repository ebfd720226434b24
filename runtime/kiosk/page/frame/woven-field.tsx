/** Bands of woven lozenges that drift as slowly as cloth on a line; an ornament, and nothing to a reader. */
export function WovenField() {
  return (
    <span class="woven-field" aria-hidden="true">
      <span class="woven-band broad" />
      <span class="woven-band narrow" />
      <span class="woven-band broad counter" />
    </span>
  );
}
