import { expect, it } from "vitest";
import { createLentHand } from "../../../runtime/compose-stage/lend-hand.ts";

it("is seen through one look, and by no other", () => {
  const hand = createLentHand();
  expect(hand.see(1)).toBeNull();
  hand.lend("operator-demo");
  // A look that is under way goes on as it began.
  expect(hand.see(2)).toBeNull();
  expect(hand.waiting()).toBe("operator-demo");
  expect([hand.see(1), hand.see(2), hand.see(3)]).toEqual(["operator-demo", "operator-demo", "operator-demo"]);
  expect(hand.waiting()).toBeNull();
  expect([hand.see(1), hand.see(2)]).toEqual([null, null]);
});

it("may be taken back before anybody looks", () => {
  const hand = createLentHand();
  hand.lend("operator-demo");
  hand.lend(null);
  expect(hand.see(1)).toBeNull();
});
