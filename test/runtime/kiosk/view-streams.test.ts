import { EventEmitter } from "node:events";
import type { FastifyReply } from "fastify";
import { describe, expect, it } from "vitest";
import { createViewStreams } from "../../../runtime/kiosk/view-streams.ts";

/** A page at the other end of a reply: what it was sent, and whether its line is full. */
function createPage() {
  const sent: string[] = [];
  const raw = Object.assign(new EventEmitter(), {
    writableNeedDrain: false,
    isEnded: false,
    writeHead: () => raw,
    write: (text: string) => {
      if (raw.isEnded) throw new RangeError("write after end");
      sent.push(text);
      return !raw.writableNeedDrain;
    },
    end: () => {
      raw.isEnded = true;
    },
  });
  const reply = { raw, hijack: () => reply, getHeaders: () => ({}) };
  return { sent, raw, reply: reply as unknown as FastifyReply };
}

describe("pages that follow the view", () => {
  it("get it when they come and whenever it is told, as it is then", () => {
    let view = 1;
    const streams = createViewStreams(() => view);
    const page = createPage();
    streams.open(page.reply);
    view = 2;
    streams.tell();
    expect(page.sent).toEqual(["data: 1\n\n", "data: 2\n\n"]);
  });

  it("that do not read are left out until they do: nothing piles up for them", () => {
    let view = 0;
    const streams = createViewStreams(() => view);
    const [slow, quick] = [createPage(), createPage()];
    streams.open(slow.reply);
    streams.open(quick.reply);
    slow.raw.writableNeedDrain = true;
    for (view = 1; view <= 100; view += 1) streams.tell();
    slow.raw.writableNeedDrain = false;
    streams.tell();
    expect(slow.sent).toEqual(["data: 0\n\n", "data: 101\n\n"]);
    expect(quick.sent).toHaveLength(102);
  });

  it("are written to no more once they were let go, or have hung up", () => {
    const streams = createViewStreams(() => "x");
    const pages = Array.from({ length: 9 }, createPage);
    for (const page of pages) streams.open(page.reply);
    expect(pages.map(({ raw }) => raw.isEnded)).toEqual([true, ...Array.from({ length: 8 }, () => false)]);
    pages[1]?.raw.emit("close");
    streams.tell();
    expect(pages.map(({ sent }) => sent.length)).toEqual([1, 1, 2, 2, 2, 2, 2, 2, 2]);
    streams.close();
    expect(pages.slice(2).every(({ raw }) => raw.isEnded)).toBe(true);
    streams.tell();
  });
});
