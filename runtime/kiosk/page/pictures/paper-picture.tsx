import { arrow, disc, type Part, Scene } from "./scene.tsx";

/** Papers, pen, scanner and backdrop: things, and what to do with them. */
export type ThingName =
  | "papers"
  | "paper-on-scanner"
  | "paper-turn"
  | "paper-straight"
  | "paper-flat"
  | "paper-clearer"
  | "scanner"
  | "pen"
  | "pen-in-box"
  | "pen-larger"
  | "pen-whole"
  | "pen-harder"
  | "backdrop"
  | "family-card"
  | "call-officer";

export function ThingPicture({ name }: { readonly name: ThingName }) {
  return <Scene parts={things[name]} />;
}

const sheet = (at: string): Part[] => [
  ["paper", "M30 12H76L92 28V108H30Z", at],
  ["line", "M30 12H76L92 28V108H30ZM76 12V28H92", at],
  ["thin", "M42 44H80M42 58H80M42 72H80M42 86H66", at],
];
const flat = "translate(0 0)";

const scannerBody: Part[] = [
  ["soft", "M8 70H112V106H8Z"],
  ["line", "M8 70H112V106H8Z"],
  ["lit", disc(98, 90, 4.5)],
];
const lid: Part = ["line", "M8 70L22 26H98L112 70"];

const penAt = (x: number, y: number): Part[] => [
  ["lit", `M${x} ${y}l5 -16l40 -40l11 11l-40 40z`],
  ["line", `M${x} ${y}l5 -16l40 -40l11 11l-40 40zM${x + 5} ${y - 16}l11 11`],
];
const scribble = "M14 84C24 60 36 62 34 78C32 92 22 92 28 80C36 66 50 66 50 80C50 90 44 88 48 80C54 70 64 74 66 82";
const box: Part[] = [
  ["paper", "M6 40H114V104H6Z"],
  ["line", "M6 40H114V104H6Z"],
];

const things: Readonly<Record<ThingName, readonly Part[]>> = {
  papers: [...sheet("translate(14 -2) rotate(8 60 60)"), ...sheet("translate(-10 4) rotate(-4 60 60)")],
  "paper-on-scanner": [
    ...scannerBody,
    lid,
    ["paper", "M34 32H86L92 64H28Z"],
    ["line", "M34 32H86L92 64H28Z"],
    ["thin", "M40 42H80M38 52H82"],
    arrow(60, 2, 0, 22),
  ],
  "paper-turn": [...sheet(flat), ["arrow", "M14 40C2 70 14 100 40 114M40 114l-4 -11M40 114l-12 0"]],
  "paper-straight": [...sheet("rotate(16 60 60)"), ["arrow", "M100 40C98 22 88 12 74 8M74 8l9 9M74 8l11 -5"]],
  "paper-flat": [
    ...scannerBody,
    ["paper", "M16 58Q60 46 104 58V66H16Z"],
    ["line", "M16 58Q60 46 104 58V66H16Z"],
    arrow(40, 12, 0, 28),
    arrow(80, 12, 0, 28),
  ],
  "paper-clearer": [
    ...sheet("translate(-12 0)"),
    ["lit", disc(94, 34, 15)],
    ["arrow", "M94 8v5M94 55v5M68 34h5M115 34h4M76 16l3 3M112 16l-3 3"],
  ],
  scanner: [...scannerBody, lid, ["thin", "M22 78H80"]],
  pen: [["arrow", "M10 104H70"], ...penAt(30, 98)],
  "pen-in-box": [...box, ["arrow", scribble], ...penAt(68, 84)],
  "pen-larger": [
    ...box,
    ["line", scribble, "translate(10 44) scale(0.5)"],
    arrow(48, 92, -24, 0),
    arrow(66, 92, 30, 0),
    arrow(58, 66, 0, -18),
  ],
  "pen-whole": [...box, ["arrow", scribble], ["arrow", "M66 82C72 92 80 66 88 78C94 88 100 80 108 76"]],
  "pen-harder": [...box, ["arrow", scribble], ...penAt(60, 84), arrow(30, 6, 0, 26)],
  backdrop: [
    ["line", "M8 10H112M20 10V112M100 10V112"],
    ["lit", "M26 14H94V98H26Z"],
    ["line", "M26 14H94V98H26Z"],
    ["arrow", "M40 108H80M80 108l-8 -6M80 108l-8 6"],
  ],
  "family-card": [
    ["paper", "M6 24H114V100H6Z"],
    ["line", "M6 24H114V100H6Z"],
    ["hair", "M16 34H34V52H16ZM40 34H46V40H40ZM40 46H46V52H40Z"],
    ["thin", "M54 38H104M54 48H92M16 64H104M16 76H104M16 88H104M40 58V92M72 58V92"],
  ],
  "call-officer": [
    ["skin", disc(60, 44, 20)],
    ["line", disc(60, 44, 20)],
    ["hair", "M30 40H90V33H84L78 12H42L36 33H30Z"],
    ["hair", `${disc(53, 48, 2.5)}${disc(67, 48, 2.5)}`],
    ["line", "M54 57q6 4 12 0"],
    ["soft", "M14 118C18 80 102 80 106 118Z"],
    ["line", "M14 118C18 80 102 80 106 118"],
    ["arrow", "M94 40C102 46 102 58 94 64M104 32C116 42 116 62 104 72"],
  ],
};
