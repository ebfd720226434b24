import { expect, it } from "vitest";
import type { PublishOutcome } from "../../../runtime/transfer/broker-connection.ts";
import { createStepQueue } from "../../../runtime/uplink/step-queue.ts";

/** A line whose state the test sets, and what has got over it. */
function createLine(outcome: PublishOutcome["kind"]) {
  const line = { outcome, sent: [] as string[] };
  const publish = async (message: Buffer): Promise<PublishOutcome> => {
    if (line.outcome !== "lost") line.sent.push(message.toString());
    return line.outcome === "refused" ? { kind: "refused", reasonCode: 135 } : { kind: line.outcome };
  };
  return { line, publish };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

it("sends in order, one after another", async () => {
  const { line, publish } = createLine("acknowledged");
  const queue = createStepQueue(10, publish);
  for (const text of ["a", "b", "c"]) queue.push(Buffer.from(text));
  await settle();
  expect(line.sent).toEqual(["a", "b", "c"]);
  expect(queue.lostCount()).toBe(0);
});

it("keeps messages while the line is away, and loses the oldest when it is full", async () => {
  const { line, publish } = createLine("lost");
  const queue = createStepQueue(2, publish);
  for (const text of ["a", "b", "c"]) queue.push(Buffer.from(text));
  await settle();
  line.outcome = "acknowledged";
  queue.pump();
  await settle();
  expect(line.sent).toEqual(["b", "c"]);
  expect(queue.lostCount()).toBe(1);
});

it("passes over a message the broker refuses, and counts it", async () => {
  const { line, publish } = createLine("refused");
  const queue = createStepQueue(2, publish);
  queue.push(Buffer.from("a"));
  queue.push(Buffer.from("b"));
  await settle();
  expect(line.sent).toEqual(["a", "b"]);
  expect(queue.lostCount()).toBe(2);
});
