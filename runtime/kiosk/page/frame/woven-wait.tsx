/** A lozenge that is woven thread by thread, over and over: something goes on, and nothing is to be done. */
export function WovenWait() {
  const rings = [0, 1, 2, 3];
  return (
    <svg class="woven-wait" viewBox="0 0 200 200" aria-hidden="true">
      {rings.map((ring) => (
        <path key={ring} class="thread-warp" d={lozenge(92 - ring * 22)} />
      ))}
      {rings.map((ring) => (
        <path key={ring} class={`thread thread-${ring}`} d={lozenge(92 - ring * 22)} pathLength={100} />
      ))}
      <path class="thread-heart" d={lozenge(12)} />
    </svg>
  );
}

function lozenge(radius: number): string {
  const half = radius / 2;
  // Begins in the midst of a side, so that all four corners are joined alike.
  return `M${100 + half} ${100 - half}l${half} ${half}l${-radius} ${radius}l${-radius} ${-radius}l${radius} ${-radius}z`;
}
