import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createHttpRequestParser } from "../../../../drivers/transport/sbi-emulator/http-request.ts";

const text = 'RCAPTURE /capture HTTP/1.1\r\nHost: x\r\ncontent-length: 7\r\n\r\n{"a":1}';
const whole = { verb: "RCAPTURE", path: "/capture", body: '{"a":1}' };

describe("an emulated service's request parser", () => {
  it("reads a verb that no server knows, wherever the request is torn", () => {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 1) {
      const parser = createHttpRequestParser();
      expect(parser.push(bytes.subarray(0, at))).toBe("more");
      expect(parser.push(bytes.subarray(at))).toEqual(whole);
    }
  });

  it("reads a request without a body", () => {
    expect(createHttpRequestParser().push(Buffer.from("MOSIPDINFO /info HTTP/1.1\r\n\r\n"))).toEqual({
      ...{ verb: "MOSIPDINFO", path: "/info", body: "" },
    });
  });

  it("refuses what is no request, and what is too long", () => {
    const bad = [
      "GET\r\n\r\n",
      "get / HTTP/1.1\r\n\r\n",
      "GET x HTTP/1.1\r\n\r\n",
      "GET / HTTP/2\r\n\r\n",
      "x".repeat(16_384),
    ];
    for (const each of [...bad, "POST / HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n"]) {
      expect(createHttpRequestParser().push(Buffer.from(each))).toBe("bad");
    }
  });

  it("never throws on any bytes", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 20 }), (chunks) => {
        const parser = createHttpRequestParser();
        for (const chunk of chunks) if (parser.push(chunk) !== "more") return;
      }),
    );
  });
});
