import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { KioskView } from "../../../runtime/kiosk/wire/kiosk-view.ts";
import type { Intent } from "../../../runtime/kiosk/wire/page-message.ts";
import type { ServiceId } from "../../../runtime/procedure/service.ts";
import type { VisitDeed } from "../../../runtime/visit/visit-event.ts";
import { openPage, serveTestKiosk } from "./kiosk-rig.ts";
import { nextIntent } from "./next-intent.ts";

type Page = Awaited<ReturnType<typeof openPage>>;
type Kiosk = Awaited<ReturnType<typeof serveTestKiosk>>;

/** Somebody's next move: at which page, on which of the views that it has shown, and how. */
type Move = {
  readonly page: 0 | 1;
  /** So many positions before the newest that the page knows. */
  readonly late: number;
  readonly how: "once" | "doubled" | "same-token" | "on-both-pages" | "then-reload" | "reload-at-once";
};

const anyMove: fc.Arbitrary<Move> = fc.record({
  page: fc.constantFrom(0, 1),
  late: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 4 })),
  how: fc.constantFrom("once", "doubled", "same-token", "on-both-pages", "then-reload", "reload-at-once"),
});
const calmly: Move = { page: 0, late: 0, how: "once" };

/** Far more than any visit needs. */
const movesMax = 400;
/** A machine that has nothing to wait for answers sooner. */
const waitMaxMs = 5_000;
/** May be said at any moment: they change nothing that a step of the procedure depends on. */
const isTimeless = ({ kind }: Intent) => kind === "choose-language";

it.each([
  ["izin-keramaian", 25],
  ["ktp-el", 4],
] as const)(
  "%s: late, doubled and simultaneous touches at two pages skip and repeat nothing, up to the receipt",
  async (service, numRuns) => {
    const calm = await playVisit(service, []);
    expect(calm.length).toBeGreaterThan(8);
    await fc.assert(
      fc.asyncProperty(fc.array(anyMove, { minLength: 20, maxLength: 60 }), async (moves) => {
        expect(await playVisit(service, moves)).toEqual(calm);
      }),
      { numRuns },
    );
  },
);

/** A visit to its thanks: these moves first, then calm ones. Returns what people did, as the journal has it. */
async function playVisit(service: ServiceId, moves: readonly Move[]): Promise<readonly VisitDeed[]> {
  const kiosk = await serveTestKiosk();
  try {
    const pages: Pages = [await openPage(kiosk.port), await openPage(kiosk.port)];
    for (let done = 0; !isThrough(kiosk); done += 1) {
      expect(done).toBeLessThan(movesMax);
      await makeMove(moves[done] ?? calmly, { service, pages, kiosk });
    }
    for (const page of pages) await page.untilScreen("thanks");
    const [visit, ...others] = kiosk.parts.desk.inHand();
    expect(others).toEqual([]);
    return (visit?.events ?? []).map(({ deed }) => deed).filter((deed) => "by" in deed);
  } finally {
    await kiosk.close();
  }
}

type Pages = [Page, Page];
type Scene = { readonly service: ServiceId; readonly pages: Pages; readonly kiosk: Kiosk };

const isThrough = ({ parts }: Kiosk) => parts.desk.inHand().some(({ state }) => state.phase === "sealed");

async function makeMove({ page: at, late, how }: Move, scene: Scene): Promise<void> {
  const { service, pages, kiosk } = scene;
  await kiosk.parts.clock.advance(50);
  for (const page of pages) page.say({ kind: "pulse", framesDrawn: 1, build: "test" });
  const page = pages[at];
  const seen = lookBack(page, late);
  const intent = nextIntent(seen, service);
  if (intent === null) return late === 0 ? waitFor(page, seen) : undefined;
  const wasLate = seen.position < page.view().position;
  const before = countDeeds(kiosk);
  const tap = (where: Page, token = randomUUID()) => {
    where.say({ kind: "intent", token, position: seen.position, intent });
    return where.answerTo(token);
  };
  if (how === "reload-at-once") {
    void tap(page);
    pages[at] = await reload(page, kiosk);
    return;
  }
  const token = randomUUID();
  const taps = {
    once: () => [tap(page)],
    "then-reload": () => [tap(page)],
    doubled: () => [tap(page), tap(page), tap(page)],
    "same-token": () => [tap(page, token), tap(page, token)],
    "on-both-pages": () => [tap(pages[0]), tap(pages[1]), tap(page)],
  }[how]();
  const outcomes = (await Promise.all(taps)).map(({ kind }) => kind);
  if (how === "then-reload") pages[at] = await reload(page, kiosk);
  if (isTimeless(intent)) return;
  // One touch of those that belong together may do something, and none that comes late.
  const done = how === "same-token" ? new Set(outcomes).size : outcomes.filter((kind) => kind === "done").length;
  expect(done).toBeLessThanOrEqual(1);
  for (const kind of outcomes) expect(["done", "stale"]).toContain(kind);
  if (!wasLate) return;
  expect(new Set(outcomes)).toEqual(new Set(["stale"]));
  expect(countDeeds(kiosk)).toBe(before);
}

const countDeeds = ({ parts }: Kiosk) =>
  parts.desk.inHand().flatMap(({ events }) => events.filter(({ deed }) => "by" in deed)).length;

/** What the page showed that many positions ago, or the first that it showed. */
function lookBack(page: Page, late: number): KioskView {
  const views = page.heard.flatMap((message) => (message.kind === "view" ? [message.view] : []));
  const positions = [...new Set(views.map(({ position }) => position))];
  const wanted = positions.at(-1 - Math.min(late, positions.length - 1));
  return views.findLast(({ position }) => position === wanted) ?? page.view();
}

/** Nothing can be done on this view: the machine is at work, or the other page is ahead. */
async function waitFor(page: Page, seen: KioskView): Promise<void> {
  const late = new Promise<never>((_, reject) => {
    const fail = () => reject(new Error(`nothing follows ${JSON.stringify(seen.screen)}`));
    setTimeout(fail, waitMaxMs).unref();
  });
  late.catch(() => undefined);
  await Promise.race([late, page.until(() => (page.view().position > seen.position ? true : undefined))]);
}

async function reload(page: Page, { port }: Kiosk): Promise<Page> {
  page.socket.terminate();
  return openPage(port);
}
