import type { Socket } from "node:net";
import type { Clock } from "../../../runtime/kernel/clock.ts";
import type { FaultOrder } from "./sbi-fault.ts";

export type AnswerParts = {
  readonly clock: Clock;
  /** The wire fault that is due, or null. */
  readonly fault: FaultOrder | null;
  /** Aborts when the connection is gone. */
  readonly signal: AbortSignal;
  /** Lets the whole service die. */
  readonly unplug: () => void;
};

const slowPieces = 24;
const slowPauseMs = 10;

/** Writes one JSON answer and closes the connection, with the fault that is due. Status 200 even for errors, as is the custom. */
export async function writeAnswer(socket: Socket, answer: object, parts: AnswerParts): Promise<void> {
  const { fault, clock, signal, unplug } = parts;
  const bytes = Buffer.from(formatAnswer(JSON.stringify(answer), fault));
  switch (fault?.fault) {
    case "stall":
      return;
    case "unplug":
      return unplug();
    case "torn":
      socket.end(bytes.subarray(0, fault.atByte));
      return;
    case "slow":
      await dribble(socket, bytes, { clock, signal });
      return;
    default:
      socket.end(bytes);
  }
}

/** One whole answer. The methods that are allowed are quoted, as the reference device quotes them. */
export function formatAnswer(body: string, fault: FaultOrder | null = null): string {
  switch (fault?.fault) {
    case "garbage":
      return "\u0000\u0007SBI? no.\r\n\r\n".repeat(8);
    case "garbage-json":
      return formatHttp("200 OK", '{"biometrics":[{"data":');
    case "no-length":
      return formatHttp("200 OK", body, false);
    case "trailing-bytes":
      return `${formatHttp("200 OK", body)}\r\n\r\nand more`;
    case "wrong-address":
      return formatHttp("200 OK", wrongAddress());
    default:
      return formatHttp("200 OK", body);
  }
}

const invalidUrl = '[{"error":{"errorCode":"500","errorInfo":"Invalid URL"}}]';

/** What an address that does not exist is answered: a whole answer, which the service then wraps into another. */
export function wrongAddress(): string {
  return `${formatHttp("405 OK", invalidUrl)}\r\n\r\n`;
}

function formatHttp(status: string, body: string, hasLength = true): string {
  const head = [
    `HTTP/1.1 ${status}`,
    "Access-Control-Allow-Origin: *",
    'Access-Control-Allow-Methods: "OPTIONS, RCAPTURE, CAPTURE, MOSIPDINFO, MOSIPDISC, STREAM, GET, POST"',
    "CACHE-CONTROL:no-cache",
    ...(hasLength ? [`Content-Length: ${Buffer.byteLength(body)}`] : []),
    "Content-Type: application/json",
    "Connection: close",
  ];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}

async function dribble(socket: Socket, bytes: Buffer, { clock, signal }: Pick<AnswerParts, "clock" | "signal">) {
  const pieceBytes = Math.ceil(bytes.length / slowPieces);
  for (let offset = 0; offset < bytes.length && !signal.aborted; offset += pieceBytes) {
    socket.write(bytes.subarray(offset, offset + pieceBytes));
    await clock.sleep(slowPauseMs, signal).catch(() => undefined);
  }
  socket.end();
}
