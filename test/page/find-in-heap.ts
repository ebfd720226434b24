import type { Page } from "playwright-core";

/** Whether a text is anywhere in a heap snapshot of the page, which collects garbage first. */
export async function findInHeap(page: Page, text: string): Promise<boolean> {
  const session = await page.context().newCDPSession(page);
  let isFound = false;
  let rest = "";
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => {
    // A text may lie across two chunks.
    const joined = rest + chunk;
    isFound ||= joined.includes(text);
    rest = joined.slice(-text.length);
  });
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await session.detach();
  return isFound;
}
