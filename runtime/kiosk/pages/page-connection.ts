import type { WebSocket } from "ws";
import type { Logger } from "../../kernel/logger.ts";
import type { Kiosk } from "../kiosk.ts";
import type { PageMessage } from "../wire/page-message.ts";
import type { RuntimeMessage } from "../wire/runtime-message.ts";
import type { CameraLoan } from "./lend-camera.ts";
import type { InkLoan } from "./lend-ink.ts";
import type { Lent } from "./lent.ts";
import { type PageProblem, parsePageMessage } from "./parse-page-message.ts";
import { createRateLimit } from "./rate-limit.ts";
import { writeMessage } from "./write-message.ts";

export type ConnectionParts = {
  readonly kiosk: Kiosk;
  /** As which of the booth's devices this page serves. */
  readonly loan: { readonly camera: CameraLoan; readonly ink: InkLoan };
  /** Differs after a restart. */
  readonly start: string;
  readonly build: string;
  /** Pictures that a page needs which has just come; sends nothing where there are none. */
  readonly sendStills: (send: (message: Uint8Array) => void) => void;
  readonly monotonicMs: () => number;
  readonly logger: Logger;
};

export type PageConnection = {
  /** The view, where it differs from the last one sent. */
  readonly showView: () => void;
  readonly showPicture: (message: Uint8Array) => void;
  readonly wipe: () => void;
  /** Milliseconds since the page last said that it draws. */
  readonly silentMs: () => number;
  readonly close: () => void;
};

/** A page that does not read gets no more pictures until it has taken in those on their way. */
const bufferedBytesMax = 1_000_000;
/** People tap a few times a second, ink comes thirty times; far more is a fault or an attack. */
const messagesPerSecondMax = 120;
/** A page that has sent so much that is wrong is not one of ours. */
const refusalsMax = 200;

/** One page: checks everything that it says before anything comes of it, and tells it what to show. */
export function openPageConnection(socket: WebSocket, parts: ConnectionParts): PageConnection {
  const { kiosk, loan, logger, monotonicMs } = parts;
  const rate = createRateLimit(messagesPerSecondMax, monotonicMs);
  let refusals = 0;
  let foreign = 0;
  let lastView = "";
  let pulseMs = monotonicMs();

  const send = (message: RuntimeMessage) => {
    const text = writeMessage(message, logger);
    if (text !== null && socket.readyState === socket.OPEN) socket.send(text);
  };
  const refuse = (problem: PageProblem, token: string | null) => {
    refusals += 1;
    logger.warn("page.refused", { problem, refusals });
    if (token === null) send({ kind: "refused", problem });
    else send({ kind: "answer", token, outcome: { kind: "invalid", problem } });
    if (refusals >= refusalsMax) socket.close(1008, "too much that is not ours");
  };
  const lend = (lent: Lent) => {
    if (lent !== "foreign") return;
    foreign += 1;
    // Somebody draws on another page than the one that is signed on: nobody's fault, and worth one line.
    if (foreign === 1) logger.warn("page.refused", { problem: "other-page-lends", refusals });
  };
  const hear = (message: PageMessage) => {
    if (message.kind === "pulse") pulseMs = monotonicMs();
    else if (message.kind === "typed") kiosk.keepTyped(message);
    else if (message.kind === "show-again") showAgain(message.dropped);
    else if (message.kind === "intent") answerIntent(message, { kiosk, send, logger });
    else lend(hearSign(message, { kiosk, loan }));
  };

  socket.on("message", (data: Buffer, isBinary: boolean) => {
    if (!rate.take()) return refuse("too-fast", null);
    const heard = parsePageMessage(data, isBinary);
    if (heard.kind === "message") hear(heard.message);
    else if (heard.kind === "frame") lend(loan.camera.offer(heard.jpeg, heard.sequence));
    else refuse(heard.problem, heard.token);
  });
  socket.on("error", (error) => logger.warn("page.socket-failed", { problem: error.message }));

  const showPicture = (message: Uint8Array) => {
    if (socket.readyState === socket.OPEN && socket.bufferedAmount < bufferedBytesMax) socket.send(message);
  };
  const showView = () => {
    const whole = kiosk.view();
    // Everything is the same on every page but who films: two cameras that are on would be one too many.
    const wants = { ...whole.wants, camera: loan.camera.isFilming() };
    const view = { ...whole, wants };
    const seen = JSON.stringify(view);
    // A view is whole: a page that does not read misses some, and memory does not fill with them.
    if (seen === lastView || socket.bufferedAmount >= bufferedBytesMax) return;
    lastView = seen;
    send({ kind: "view", view });
  };
  const showAgain = (dropped: number) => {
    logger.warn("page.dropped", { dropped });
    lastView = "";
    showView();
    parts.sendStills(showPicture);
  };
  send({ kind: "hello", start: parts.start, build: parts.build });
  showView();
  parts.sendStills(showPicture);
  loan.camera.onTaken((sequence) => send({ kind: "camera-taken", sequence }));
  const leave = () => {
    loan.camera.leave();
    loan.ink.leave();
  };
  socket.on("close", leave);
  return {
    showView,
    showPicture,
    wipe: () => send({ kind: "wipe" }),
    silentMs: () => monotonicMs() - pulseMs,
    close: () => {
      // A page that hangs answers no farewell for long, and is no camera meanwhile.
      leave();
      socket.close(1001, "the booth stops");
    },
  };
}

type MessageOf<K extends PageMessage["kind"]> = Extract<PageMessage, { readonly kind: K }>;

function answerIntent(
  { token, position, intent }: MessageOf<"intent">,
  {
    kiosk,
    send,
    logger,
  }: { readonly kiosk: Kiosk; readonly send: (message: RuntimeMessage) => void; readonly logger: Logger },
): void {
  const failed = { kind: "refused", cause: "booth-failed", nextAction: "call-operator", override: null } as const;
  kiosk.take(token, position, intent).then(
    (outcome) => send({ kind: "answer", token, outcome }),
    (error: unknown) => {
      logger.error("intent.failed", { intent: intent.kind, problem: String(error) });
      send({ kind: "answer", token, outcome: failed });
    },
  );
}

function hearSign(
  message: MessageOf<"touch" | "ink" | "camera">,
  { kiosk, loan }: Pick<ConnectionParts, "kiosk" | "loan">,
): Lent {
  if (message.kind === "camera") {
    loan.camera.setState(message.state);
    return "taken";
  }
  if (message.kind === "touch") {
    kiosk.touch(message.isAtDesk);
    if (!message.isAtDesk) loan.camera.touch();
    return "taken";
  }
  const { widthMm, heightMm, points, next } = message;
  if (points.some(([, , , , isDown]) => isDown === 1)) kiosk.touch(false);
  return loan.ink.offer({ widthMm, heightMm, points, next });
}
