import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../../runtime/kiosk/page/style/tokens.css", import.meta.url), "utf8");

/** WCAG 2.2, 1.4.3: text; 1.4.11: what tells a control from its ground. */
const textMin = 4.5;
const controlMin = 3;

const textPairs = [
  ["ink", "ground"],
  ["ink", "paper"],
  ["muted", "ground"],
  ["muted", "paper"],
  ["muted", "indigo-wash"],
  ["ink", "indigo-wash"],
  ["ink", "turmeric-wash"],
  ["ink", "leaf-wash"],
  ["on-indigo", "indigo"],
  ["on-indigo-soft", "indigo-deep"],
  ["madder", "ground"],
  ["leaf", "paper"],
  ["on-deep", "indigo-deep"],
  ["on-turmeric", "turmeric"],
] as const;

const controlPairs = [
  ["line", "ground"],
  ["line", "paper"],
  ["indigo", "ground"],
  ["indigo", "paper"],
  ["focus", "ground"],
  ["focus", "paper"],
  ["leaf", "leaf-wash"],
  ["madder", "paper"],
  ["pen", "sheet"],
  ["sheet-line", "sheet"],
  ["code-dark", "code-light"],
  ["steady", "indigo-deep"],
  ["seen-well", "indigo-deep"],
  ["seen-amiss", "indigo-deep"],
] as const;

describe.each(["normal", "high"] as const)("colours of %s contrast", (kind) => {
  const colours = readColours(kind);

  it.each(textPairs)("lets %s be read on %s", (front, back) => {
    expect(contrast(colours, front, back)).toBeGreaterThanOrEqual(textMin);
  });

  it.each(controlPairs)("sets %s off from %s", (front, back) => {
    expect(contrast(colours, front, back)).toBeGreaterThanOrEqual(controlMin);
  });
});

describe("high contrast", () => {
  it("gives all text at least 7 to 1 (WCAG 2.2, 1.4.6)", () => {
    const colours = readColours("high");
    for (const [front, back] of textPairs) expect(contrast(colours, front, back)).toBeGreaterThanOrEqual(7);
  });
});

it("has no colour beside the scale, and no size of type on the desk", () => {
  const folder = new URL("../../runtime/kiosk/page/", import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(css|tsx?)$/.test(name) && !name.startsWith("build/"))
    .map((name) => ({ name, lines: readFileSync(new URL(name, folder), "utf8").split("\n") }));
  expect(sources.length).toBeGreaterThan(50);
  const beside = sources.flatMap(({ name, lines }) =>
    lines
      .filter((line) => /#[0-9a-f]{3,8}\b/i.test(line) && !/^\s*--[a-z-]+: #[0-9a-f]{6};$/.test(line))
      .map((line) => `${name}: ${line}`),
  );
  expect(beside).toEqual([]);
  const sized = sources
    .filter(({ name }) => name.endsWith("operator.css"))
    .flatMap(({ lines }) => lines.filter((line) => /font-size: [\d.]+em/.test(line)));
  expect(sized).toEqual([]);
});

function readColours(kind: "normal" | "high"): ReadonlyMap<string, string> {
  const start = css.indexOf('[data-contrast="high"]');
  const blocks = kind === "normal" ? [css.slice(0, start)] : [css.slice(0, start), css.slice(start)];
  const found = blocks.flatMap((block) => [...block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6})/g)]);
  return new Map(found.map(([, name, colour]) => [String(name), String(colour)]));
}

/** The contrast ratio of WCAG 2.2. */
function contrast(colours: ReadonlyMap<string, string>, front: string, back: string): number {
  const [lighter = 0, darker = 0] = [front, back]
    .map((name) => luminance(colours.get(name) ?? expect.fail(`no colour ${name}`)))
    .sort((one, other) => other - one);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
