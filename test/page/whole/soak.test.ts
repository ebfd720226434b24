import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CDPSession, Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { id as words } from "../../../runtime/kiosk/page/words/id.ts";
import { findObstacle } from "../browser.ts";
import { attendByTouch } from "../visits/attend-by-touch.ts";
import { findVisitor } from "../visits/find-visitor.ts";
import { heapSwitches, readRuntimeHeap } from "../visits/runtime-heap.ts";
import { button } from "../visits/touch.ts";
import { sendIn, useBooth } from "../visits/use-booth.ts";

const obstacle = findObstacle();
if (obstacle !== null) process.stdout.write(`nothing is soaked: ${obstacle}\n`);

const visitsMax = Number(process.env["BILIK_SOAK_VISITS"] ?? "200");
/** Every so many visits is a whole recording; the others are letters, which use the same page and runtime. */
const recordingEvery = 10;
const samplesMax = 10;
/** What one visit may leave behind, kilobytes: below what tells a leak of a view, a picture or a capture from noise. */
const growthMaxKb = 12;

const letter = {
  service: "izin-keramaian",
  papers: new Set(["formulir-desa", "ktp", "kk", "surat-undangan"]),
} as const;

type Sample = { readonly visits: number; readonly pageKb: number; readonly runtimeKb: number };

describe.skipIf(obstacle !== null)(`${visitsMax} visits in a row`, { timeout: 7_200_000 }, () => {
  const dir = mkdtempSync(join(tmpdir(), "bilik-soak-"));
  afterAll(() => rmSync(dir, { recursive: true }));
  const { booth, openPage } = useBooth({ nodeArguments: heapSwitches(dir) });

  it("leave the heaps of page and runtime flat", async () => {
    const page = await openPage();
    const session = await page.context().newCDPSession(page);
    const samples: Sample[] = [];
    for (let visit = 0; visit < visitsMax; visit += 1) {
      const isRecording = visit % recordingEvery === 0;
      if (isRecording) await sendIn(page, "good");
      await visitOnce(page, isRecording ? findVisitor("good") : findVisitor("good", letter));
      // The first ones fill caches and compile code.
      if (visit >= visitsMax / 5 && visit % Math.ceil(visitsMax / samplesMax) === 0) {
        samples.push({
          visits: visit,
          pageKb: await measurePage(session),
          runtimeKb: measureSnapshot(await readRuntimeHeap(booth(), dir)),
        });
      }
    }
    process.stdout.write(`heaps: ${samples.map((sample) => JSON.stringify(sample)).join(" ")}\n`);
    expect(slope(samples.map(({ visits, pageKb }) => [visits, pageKb]))).toBeLessThanOrEqual(growthMaxKb);
    expect(slope(samples.map(({ visits, runtimeKb }) => [visits, runtimeKb]))).toBeLessThanOrEqual(growthMaxKb);
  });
});

/** Somebody whose fingers are known by then: two people say each time that it is nobody else. */
async function visitOnce(page: Page, visitor: ReturnType<typeof findVisitor>): Promise<void> {
  const { end } = await attendByTouch(page, visitor);
  expect(end).toBe("thanks");
  await button(page.locator("main"), words.chrome.done).tap();
  await page.locator('.page[data-screen="attract"]').waitFor();
}

async function measurePage(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return Math.round(usedSize / 1_024);
}

/** Compiled code and what the engine notes of it grow for a long while, and belong to no visit. */
const enginesOwn = ["code", "hidden", "object shape"];

/** What all nodes of a snapshot take themselves but for the engine's own. */
function measureSnapshot(text: string): number {
  const { snapshot, nodes } = JSON.parse(text) as {
    readonly snapshot: {
      readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly [readonly string[]] };
    };
    readonly nodes: readonly number[];
  };
  const {
    node_fields: fields,
    node_types: [types],
  } = snapshot.meta;
  const [typeAt, sizeAt] = [fields.indexOf("type"), fields.indexOf("self_size")];
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (!enginesOwn.includes(types[nodes[at + typeAt] ?? 0] ?? "")) bytes += nodes[at + sizeAt] ?? 0;
  }
  return Math.round(bytes / 1_024);
}

/** Of the line of least squares. */
function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (pick: (point: readonly [number, number]) => number) =>
    points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  const [x, y] = [mean((point) => point[0]), mean((point) => point[1])];
  const across = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return across / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
