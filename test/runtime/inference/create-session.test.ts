import { expect, it } from "vitest";
import { createSession } from "../../../runtime/inference/create-session.ts";

it("refuses bytes that are no ONNX model", async () => {
  const refused = createSession(new Uint8Array([1, 2, 3]), "broken.onnx");
  await expect(refused).rejects.toMatchObject({ code: "model.unsupported", detail: { path: "broken.onnx" } });
});
