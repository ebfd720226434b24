import { arrow, disc, type Part, Scene } from "./scene.tsx";

/** What the person is to do, as in a mirror: the right of the picture is the person's right. */
export type FacePose =
  | "straight"
  | "yaw-left"
  | "yaw-right"
  | "pitch-up"
  | "pitch-down"
  | "roll-left"
  | "roll-right"
  | "move-left"
  | "move-right"
  | "move-up"
  | "move-down"
  | "centre"
  | "nearer"
  | "farther"
  | "eyes-open"
  | "mouth-closed"
  | "no-glasses"
  | "still"
  | "more-light"
  | "less-light"
  | "even-light"
  | "alone"
  | "plain-backdrop";

/** A face that shows what to do with one's own. */
export function FacePicture({ pose }: { readonly pose: FacePose }) {
  return <Scene parts={poses[pose]} />;
}

type Head = {
  /** Where the features look: shifts them on the head. */
  readonly look?: readonly [dx: number, dy: number];
  readonly tiltDeg?: number;
  readonly shift?: number;
  /** How much higher the head stands in the picture. */
  readonly rise?: number;
  readonly scale?: number;
  readonly eyes?: "open" | "wide" | "closed";
  readonly mouth?: "closed" | "open";
};

function drawHead({ look = [0, 0], tiltDeg = 0, shift = 0, rise = 0, scale = 1, ...face }: Head): Part[] {
  const place = `translate(${60 + shift} ${116 - rise}) scale(${scale}) translate(-60 -116)`;
  const tilt = `${place} rotate(${tiltDeg} 60 84)`;
  const [dx, dy] = look;
  return [
    ["soft", "M12 118C14 98 36 92 49 88L71 88C84 92 106 98 108 118Z", place],
    ["line", "M12 118C14 98 36 92 49 88L71 88C84 92 106 98 108 118", place],
    ["skin", "M60 20C40 20 34 36 34 53C34 72 46 88 60 88C74 88 86 72 86 53C86 36 80 20 60 20Z", tilt],
    ["line", "M60 20C40 20 34 36 34 53C34 72 46 88 60 88C74 88 86 72 86 53C86 36 80 20 60 20Z", tilt],
    ["hair", "M33 50C30 26 42 15 60 15C78 15 90 26 87 50C83 40 76 35 60 35C44 35 37 40 33 50Z", tilt],
    ...drawFeatures(face, `${tilt} translate(${dx} ${dy})`),
  ];
}

function drawFeatures({ eyes = "open", mouth = "closed" }: Head, at: string): Part[] {
  const eyeParts: Part[] =
    eyes === "closed"
      ? [["line", "M45 55q5 4 10 0M65 55q5 4 10 0", at]]
      : eyes === "wide"
        ? [
            ["paper", "M43 55q7 -9 14 0q-7 8 -14 0zM63 55q7 -9 14 0q-7 8 -14 0z", at],
            ["line", "M43 55q7 -9 14 0q-7 8 -14 0zM63 55q7 -9 14 0q-7 8 -14 0z", at],
            ["hair", `${disc(50, 55, 3)}${disc(70, 55, 3)}`, at],
          ]
        : [["hair", `${disc(50, 55, 3.2)}${disc(70, 55, 3.2)}`, at]];
  return [
    ...eyeParts,
    ["thin", "M60 58v7h-3", at],
    mouth === "open" ? ["hair", "M54 72q6 10 12 0q-6 -4 -12 0z", at] : ["line", "M53 74q7 4 14 0", at],
  ];
}

const lamp = (x: number): Part[] => [
  ["lit", disc(x, 16, 8)],
  ["arrow", `M${x} 30v5M${x - 12} 25l-3.5 3.5M${x + 12} 25l3.5 3.5`],
];

const poses: Readonly<Record<FacePose, readonly Part[]>> = {
  straight: [...drawHead({}), ["good", "M88 98l8 8 16 -18"]],
  "yaw-right": [...drawHead({ look: [-9, 0] }), ["arrow", "M32 14C50 2 70 2 86 14M86 14l-2 -10M86 14l-11 0"]],
  "yaw-left": [...drawHead({ look: [9, 0] }), ["arrow", "M88 14C70 2 50 2 34 14M34 14l2 -10M34 14l11 0"]],
  "pitch-up": [...drawHead({ look: [0, 9] }), arrow(104, 74, 0, -40)],
  "pitch-down": [...drawHead({ look: [0, -9] }), arrow(104, 34, 0, 40)],
  "roll-right": [...drawHead({ tiltDeg: -14 }), ["arrow", "M70 8C90 10 100 24 102 40M102 40l7 -9M102 40l-10 -5"]],
  "roll-left": [...drawHead({ tiltDeg: 14 }), ["arrow", "M50 8C30 10 20 24 18 40M18 40l-7 -9M18 40l10 -5"]],
  "move-right": [...drawHead({ shift: -26, scale: 0.85 }), arrow(74, 62, 38, 0)],
  "move-left": [...drawHead({ shift: 26, scale: 0.85 }), arrow(46, 62, -38, 0)],
  "move-up": [...drawHead({ rise: -22, scale: 0.7 }), arrow(106, 62, 0, -40)],
  "move-down": [...drawHead({ rise: 22, scale: 0.7 }), arrow(106, 26, 0, 40)],
  centre: [...drawHead({ scale: 0.8 }), arrow(4, 62, 26, 0), arrow(116, 62, -26, 0)],
  nearer: [...drawHead({ scale: 0.62 }), arrow(60, 40, 0, -34), arrow(24, 64, -18, -18), arrow(96, 64, 18, -18)],
  farther: [...drawHead({ scale: 1 }), arrow(8, 20, 20, 16), arrow(112, 20, -20, 16)],
  "eyes-open": [...drawHead({ eyes: "wide" }), arrow(16, 56, 12, 0), arrow(104, 56, -12, 0)],
  "mouth-closed": [...drawHead({ mouth: "open" }), arrow(100, 60, 0, 12), arrow(100, 96, 0, -12)],
  "no-glasses": [
    ...drawHead({}),
    ["arrow", "M42 55a8 8 0 1 0 16 0a8 8 0 1 0 -16 0zM62 55a8 8 0 1 0 16 0a8 8 0 1 0 -16 0zM58 55h4"],
    ["line", "M26 82L94 28"],
  ],
  still: [...drawHead({}), ["arrow", "M8 40v32M18 46v20M112 40v32M102 46v20"]],
  "more-light": [...drawHead({ scale: 0.8 }), ...lamp(24), ...lamp(96)],
  "less-light": [...drawHead({ scale: 0.8 }), ...lamp(60), arrow(16, 96, 0, -30), arrow(104, 96, 0, -30)],
  "even-light": [...drawHead({ scale: 0.8 }), ...lamp(60)],
  alone: [
    ["soft", "M84 118C86 92 112 92 118 96L118 118Z"],
    ["soft", disc(102, 74, 14)],
    ...drawHead({ scale: 0.85, shift: -14 }),
    ["arrow", "M90 62l24 24M114 62l-24 24"],
  ],
  "plain-backdrop": [["lit", "M6 6H114V118H6Z"], ...drawHead({ scale: 0.8 })],
};
