/** What a part of a picture is: decides its colour and weight in the style sheet. */
export type PartKind = "line" | "thin" | "skin" | "hair" | "paper" | "soft" | "lit" | "arrow" | "good";

/** One part: an SVG path on a grid of 120, drawn in the order of the list. */
export type Part = readonly [kind: PartKind, path: string, transform?: string];

export type SceneProps = { readonly parts: readonly Part[] };

/** A small drawing beside words that say the same; readers of the screen skip it. */
export function Scene({ parts }: SceneProps) {
  return (
    <svg class="picture" aria-hidden="true" focusable="false" viewBox="0 0 120 120">
      {parts.map(([kind, path, transform]) => (
        <path key={`${kind}${path}`} class={`picture-${kind}`} d={path} transform={transform} />
      ))}
    </svg>
  );
}

/** A circle as a path. */
export function disc(x: number, y: number, radius: number): string {
  return `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
}

/** A straight arrow with an open head. */
export function arrow(x: number, y: number, dx: number, dy: number): Part {
  const length = Math.hypot(dx, dy);
  const [ux, uy] = [dx / length, dy / length];
  const headPx = 11;
  const wing = (turn: 1 | -1) => {
    const wx = -ux * headPx + turn * -uy * headPx * 0.8;
    const wy = -uy * headPx + turn * ux * headPx * 0.8;
    return `${(x + dx + wx).toFixed(1)} ${(y + dy + wy).toFixed(1)}`;
  };
  return ["arrow", `M${x} ${y}L${x + dx} ${y + dy}M${wing(1)}L${x + dx} ${y + dy}L${wing(-1)}`];
}
