import type { ServerResponse } from "node:http";
import type { FastifyReply } from "fastify";

/** The pages that follow the view, each over a stream of server-sent events. */
export type ViewStreams = {
  /** Takes the reply over and sends it the view, now and at every `tell`. */
  readonly open: (reply: FastifyReply) => void;
  /** Sends the view as it now is to every page that has taken in the last one. */
  readonly tell: () => void;
  readonly close: () => void;
};

/** One page and a few that were left open elsewhere; of more than these the oldest is let go. */
const streamsMax = 8;

export function createViewStreams(read: () => unknown): ViewStreams {
  const streams = new Set<ServerResponse>();
  const letGo = (stream: ServerResponse) => {
    streams.delete(stream);
    stream.end();
  };
  return {
    open: (reply) => {
      const [oldest] = streams;
      if (oldest !== undefined && streams.size >= streamsMax) letGo(oldest);
      reply.hijack();
      const stream = reply.raw;
      stream.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), "content-type": "text/event-stream" });
      stream.write(formatView(read()));
      streams.add(stream);
      stream.on("close", () => streams.delete(stream));
    },
    tell: () => {
      const event = formatView(read());
      // A view is whole: a page that does not read misses some, and memory does not fill with them.
      for (const stream of streams) if (!stream.writableNeedDrain) stream.write(event);
    },
    close: () => {
      for (const stream of streams) letGo(stream);
    },
  };
}

function formatView(view: unknown): string {
  return `data: ${JSON.stringify(view)}\n\n`;
}
