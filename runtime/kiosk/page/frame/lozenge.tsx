/** A woven lozenge as the ground of a sign. */
export function Lozenge() {
  return (
    <svg class="lozenge" viewBox="0 0 200 200" aria-hidden="true">
      <path class="lozenge-outer" d="M100 2 198 100 100 198 2 100z" />
      <path class="lozenge-line" d="M100 16 184 100 100 184 16 100z" />
      <path class="lozenge-inner" d="M100 30 170 100 100 170 30 100z" />
    </svg>
  );
}
