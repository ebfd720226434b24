import { describe, expect, it } from "vitest";
import { createPendingWork } from "../../../drivers/transport/pending-work.ts";

describe("work that cannot be called off", () => {
  it("is waited for, also when it fails, and also when it began meanwhile", async () => {
    const pending = createPendingWork();
    const over: string[] = [];
    const first = Promise.withResolvers<string>();
    const second = Promise.withResolvers<string>();
    const failing = pending.run(() => first.promise).catch(() => over.push("first"));
    const settled = pending.settled().then(() => over.push("settled"));
    const later = pending.run(() => second.promise).then((text) => over.push(text));
    first.reject(new Error("cancelled"));
    await failing;
    await Promise.resolve();
    expect(over).toEqual(["first"]);
    second.resolve("second");
    await Promise.all([later, settled]);
    expect(over).toEqual(["first", "second", "settled"]);
  });

  it("that nobody has begun is over", async () => {
    await createPendingWork().settled();
  });

  it("gives its result, or its failure, to whoever asked for it", async () => {
    const pending = createPendingWork();
    expect(await pending.run(async () => 7)).toBe(7);
    await expect(pending.run(() => Promise.reject(new Error("gone")))).rejects.toThrow("gone");
    await pending.settled();
  });
});
