import { arrow, disc, type Part, Scene } from "./scene.tsx";

/** What to do with a finger on the glass. */
export type FingerPose =
  | "place"
  | "hold"
  | "harder"
  | "lighter"
  | "dry"
  | "moisten"
  | "wipe"
  | "centre"
  | "move-left"
  | "move-right"
  | "forward"
  | "straighten"
  | "only-lit"
  | "together"
  | "spread"
  | "other-hand"
  | "turn"
  | "again";

export function FingerPicture({ pose }: { readonly pose: FingerPose }) {
  return <Scene parts={poses[pose]} />;
}

const glassPath = "M22 16H98V92H22Z";
const glass: Part[] = [
  ["soft", "M14 8H106V104H14Z"],
  ["line", "M14 8H106V104H14Z"],
  ["paper", glassPath],
];

/** A fingertip from above on the glass, turned about its middle. */
function tip(dx = 0, dy = 0, turnDeg = 0): Part[] {
  const at = `translate(${dx} ${dy}) rotate(${turnDeg} 60 62)`;
  const outline = "M44 120V58C44 28 76 28 76 58V120Z";
  return [
    ["skin", outline, at],
    ["line", outline, at],
    ["paper", "M51 54C51 40 69 40 69 54V60Q60 64 51 60Z", at],
    ["thin", "M51 54C51 40 69 40 69 54V60Q60 64 51 60Z", at],
    ["thin", "M49 90q11 4 22 0", at],
  ];
}

/** The same from the side, for what is done by pressing. */
const side: Part[] = [
  ["soft", "M8 92H112V110H8Z"],
  ["line", "M8 92H112V110H8Z"],
  ["skin", "M112 44L62 60C34 66 26 78 32 90H64C84 88 98 78 112 72Z"],
  ["line", "M112 44L62 60C34 66 26 78 32 90H64C84 88 98 78 112 72"],
];

function fingers(count: number, gap: number, isLit: (index: number) => boolean): Part[] {
  const width = 15;
  const start = 60 - (count * width + (count - 1) * gap) / 2;
  return Array.from({ length: count }, (_, index): Part[] => {
    const x = start + index * (width + gap);
    const y = [40, 26, 22, 32][index % 4] ?? 30;
    const outline = `M${x} 112V${y + 7}a${width / 2} ${width / 2} 0 0 1 ${width} 0V112Z`;
    return [
      [isLit(index) ? "lit" : "skin", outline],
      ["line", outline],
    ];
  }).flat();
}

const hand = (mirror: boolean, x: number, kind: "skin" | "lit", scale = 0.54): Part[] => {
  const at = `translate(${x} 14) ${mirror ? `translate(${100 * scale} 0) scale(-1 1)` : ""} scale(${scale})`;
  const outline =
    "M27 110C20 92 14 84 4 66C4 56 14 56 22 66L32 76L26 22C28 12 38 12 40 22L45 54L46 10C48 0 60 0 60 10L60 54L68 20C72 12 82 14 81 24L76 62L88 42C94 36 102 42 98 50L84 92L80 118H36Z";
  return [
    [kind, outline, at],
    ["line", outline, at],
  ];
};

const drop = "M60 6C52 18 46 26 46 34a14 14 0 0 0 28 0C74 26 68 18 60 6Z";

const poses: Readonly<Record<FingerPose, readonly Part[]>> = {
  place: [...glass, ...tip(0, 10), arrow(98, 112, 0, -44)],
  hold: [...glass, ...tip(), ["arrow", "M30 36v44M90 36v44"]],
  harder: [...side, arrow(52, 12, 0, 36), arrow(80, 8, 0, 30)],
  lighter: [...side, arrow(52, 46, 0, -34), arrow(80, 40, 0, -30)],
  dry: [...side, ["soft", drop], ["line", drop], ["arrow", "M40 8L80 48"]],
  moisten: [...side, ["lit", drop], ["line", drop]],
  wipe: [
    ...side,
    ["paper", "M14 22L54 10L64 40L24 52Z"],
    ["line", "M14 22L54 10L64 40L24 52Z"],
    ["arrow", "M76 22q10 -8 20 0t20 0"],
  ],
  centre: [...glass, ...tip(-16, 8), arrow(64, 30, 24, 0)],
  "move-right": [...glass, ...tip(-18, 6), arrow(70, 34, 34, 0)],
  "move-left": [...glass, ...tip(18, 6), arrow(50, 34, -34, 0)],
  forward: [...glass, ...tip(0, 34), arrow(92, 88, 0, -50)],
  straighten: [...glass, ...tip(6, 6, 26), ["arrow", "M94 34C86 18 70 14 56 18M56 18l9 -8M56 18l8 8"]],
  "only-lit": [...fingers(4, 8, (index) => index === 0), arrow(104, 70, 0, -36)],
  together: [...fingers(4, 2, () => true)],
  spread: [...fingers(4, 10, () => true), arrow(22, 10, -16, 0), arrow(98, 10, 16, 0)],
  "other-hand": [
    ...hand(true, 2, "skin"),
    ...hand(false, 64, "lit"),
    ["arrow", "M38 100C50 116 74 116 84 102M84 102l-1 11M84 102l-11 1"],
  ],
  turn: [...hand(false, 8, "lit", 0.8), ["arrow", "M96 20C112 40 112 80 96 100M96 100l12 -2M96 100l1 -12"]],
  again: [...glass, ...tip(), ["lit", disc(94, 94, 20)], ["line", "M85 94a9 9 0 1 0 4 -8M88 80v7h7"]],
};
