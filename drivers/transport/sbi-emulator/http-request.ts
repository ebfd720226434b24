/** One request as far as an emulated service needs it. */
export type HttpRequest = { readonly verb: string; readonly path: string; readonly body: string };

export type HttpRequestParser = {
  /** The request once it is whole, `more` until then, `bad` when it is none or too long. */
  readonly push: (chunk: Uint8Array) => HttpRequest | "more" | "bad";
};

const headMaxBytes = 16_384;
const bodyMaxBytes = 1_048_576;
const blankLine = "\r\n\r\n";

/**
 * Reads one HTTP/1 request with any verb whatever: Node's own server knows a fixed list of verbs, and the protocol's are
 * not on it. Bodies come by `Content-Length` alone. Never throws.
 */
export function createHttpRequestParser(): HttpRequestParser {
  let held: Buffer = Buffer.alloc(0);
  return {
    push: (chunk) => {
      held = Buffer.concat([held, chunk]);
      const headEnd = held.subarray(0, headMaxBytes).indexOf(blankLine);
      if (headEnd === -1) return held.length < headMaxBytes ? "more" : "bad";
      const head = held.toString("latin1", 0, headEnd);
      const first = /^([A-Z]{1,20}) (\/[\x21-\x7e]{0,200}) HTTP\/1\.[01](?:\r\n|$)/.exec(head);
      if (first === null) return "bad";
      const lengthBytes = Number(/\r\ncontent-length:\s*(\d{1,9})\s*(?:\r\n|$)/i.exec(head)?.[1] ?? 0);
      if (lengthBytes > bodyMaxBytes) return "bad";
      const body = held.subarray(headEnd + blankLine.length);
      if (body.length < lengthBytes) return "more";
      const [, verb = "", path = ""] = first;
      return { verb, path, body: body.toString("utf8", 0, lengthBytes) };
    },
  };
}
