import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { PageMessage } from "../../runtime/kiosk/wire/page-message.ts";
import { findObstacle } from "./browser.ts";
import { findView } from "./every-view.ts";
import type { FakeRuntime } from "./fake-runtime.ts";
import { useKioskPage } from "./open-kiosk-page.ts";
import { waitFor } from "./wait-for.ts";

const obstacle = findObstacle();
if (obstacle !== null) process.stdout.write(`ink is not tried: ${obstacle}\n`);

const pxPerMm = 96 / 25.4;

type InkMessage = Extract<PageMessage, { readonly kind: "ink" }>;
const inkOf = ({ messages }: FakeRuntime) =>
  messages.filter((message): message is InkMessage => message.kind === "ink");

describe.skipIf(obstacle !== null)("ink on the screen", () => {
  const open = useKioskPage();

  it("arrives in millimetres and milliseconds, stroke by stroke, and ends when the signer is satisfied", async () => {
    const { page, runtime } = await open();
    runtime.show(findView("signature"));
    const box = await padOf(page);
    await drawStroke(page, box, [
      [100, 100],
      [200, 150],
      [300, 100],
    ]);
    await drawStroke(page, box, [
      [120, 200],
      [320, 220],
    ]);
    await page.getByRole("button", { name: "Selesai" }).click();
    await waitFor("the end of the ink", () => inkOf(runtime).at(-1)?.next === "done");

    const messages = inkOf(runtime);
    const points = messages.flatMap((message) => message.points);
    expect(messages[0]?.widthMm).toBeCloseTo(box.width / pxPerMm, 1);
    expect(points[0]?.[0]).toBeCloseTo(100 / pxPerMm, 0);
    expect(points[0]?.[1]).toBeCloseTo(100 / pxPerMm, 0);
    expect(points[0]?.[2]).toBe(0);
    expect(points.filter(([, , , , down]) => down === 0)).toHaveLength(2);
    expect(points.every(([, , , pressure, down]) => pressure > 0 === (down === 1))).toBe(true);
    const times = points.map(([, , ms]) => ms);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
  });

  it("begins anew when it is cleared, on the sheet and in time", async () => {
    const { page, runtime } = await open();
    runtime.show(findView("signature"));
    const box = await padOf(page);
    const isBlank = () =>
      page.evaluate(() => {
        const canvas = document.querySelector<HTMLCanvasElement>(".ink-pad canvas[role=img]");
        const pixels = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data;
        return pixels?.every((value) => value === 0);
      });
    await drawStroke(page, box, [
      [50, 50],
      [250, 250],
    ]);
    expect(await isBlank()).toBe(false);
    await page.getByRole("button", { name: "Hapus" }).click();
    await waitFor("a cleared sheet", () => inkOf(runtime).at(-1)?.next === "clear");
    expect(await isBlank()).toBe(true);
    const before = inkOf(runtime).length;
    await drawStroke(page, box, [
      [60, 60],
      [160, 90],
    ]);
    await waitFor("new ink", () => inkOf(runtime).length > before);
    expect(inkOf(runtime)[before]?.points[0]?.[2]).toBe(0);
  });

  it("is an empty sheet for another attempt", async () => {
    const { page, runtime } = await open();
    const view = findView("signature");
    if (view.screen.kind !== "signature") throw new Error("no signature");
    runtime.show(view);
    const box = await padOf(page);
    await drawStroke(page, box, [
      [50, 50],
      [250, 250],
    ]);
    const signature = {
      ...view.screen.signature,
      attempts: 1,
      attemptsLeft: 2,
      note: "again" as const,
      reasons: ["too-small"],
    };
    runtime.show({ ...view, screen: { ...view.screen, signature } });
    await page.getByText("Tulis lebih besar.").waitFor();
    const hasInk = await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>(".ink-pad canvas[role=img]");
      return canvas
        ?.getContext("2d")
        ?.getImageData(0, 0, canvas.width, canvas.height)
        .data.some((value) => value > 0);
    });
    expect(hasInk).toBe(false);
  });
});

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

async function padOf(page: Page): Promise<Box> {
  const box = await page.locator(".ink-pad canvas[role=img]").boundingBox();
  return box ?? expect.fail("no pad");
}

async function drawStroke(page: Page, { x, y }: Box, places: readonly (readonly [number, number])[]): Promise<void> {
  const [first, ...rest] = places;
  if (first === undefined) return;
  await page.mouse.move(x + first[0], y + first[1]);
  await page.mouse.down();
  for (const [right, down] of rest) await page.mouse.move(x + right, y + down, { steps: 8 });
  await page.mouse.up();
}
