import { expect, it } from "vitest";
import { BoothError } from "../../../runtime/kernel/errors.ts";
import { createWriteQueue } from "../../../runtime/kernel/write-queue.ts";

it("runs one write after another, in the order asked, past one that fails", async () => {
  const queue = createWriteQueue();
  const order: string[] = [];
  const write = (name: string) => async () => {
    order.push(`${name} begins`);
    await Promise.resolve();
    order.push(`${name} ends`);
    if (name === "b") throw new BoothError("disk.full", { path: "/", freeBytes: 0, limitBytes: 1 });
    return name;
  };
  const results = await Promise.allSettled([queue.run(write("a")), queue.run(write("b")), queue.run(write("c"))]);
  expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(order).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
});

it("accepts nothing more once a write was poisoned", async () => {
  const queue = createWriteQueue();
  const poison = new BoothError("state.poisoned", { path: "/x", operation: "sync: EIO" });
  let hasRun = false;
  const first = queue.run(() => Promise.reject(poison));
  const second = queue.run(async () => {
    hasRun = true;
  });
  await expect(first).rejects.toBe(poison);
  await expect(second).rejects.toBe(poison);
  await queue.settled();
  expect(hasRun).toBe(false);
});
