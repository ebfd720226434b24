import { expect, it } from "vitest";
import { canonicalJson } from "../../../runtime/kernel/canonical-json.ts";
import { buildPackage } from "../../../runtime/record/build-package.ts";
import { parseManifest, serialiseManifest } from "../../../runtime/record/manifest.ts";
import { fingerCapture, sampleContent } from "./sample-content.ts";

const sound = async () => (await buildPackage(sampleContent({ captures: [fingerCapture(2)] }))).manifest;
const encode = (value: unknown) => new TextEncoder().encode(canonicalJson(value));

it("comes back as it was written", async () => {
  const manifest = await sound();
  expect(parseManifest(serialiseManifest(manifest))).toEqual(manifest);
});

it("names every problem at once", async () => {
  const broken = { ...(await sound()), sequence: 0, service: "", previousPackageId: "x" };
  expect(() => parseManifest(encode(broken))).toThrow(/service[\s\S]*sequence|sequence[\s\S]*service/);
  expect(() => parseManifest(encode(broken))).toThrow(/previousPackageId/);
});

it.each([
  ["an unknown key", { extra: 1 }],
  ["an unknown version", { version: 2 }],
  ["a denial of being simulated", { isSimulated: false }],
  ["a file name that leads out", { files: [{ name: "../x.txt", lengthBytes: 1, sha256: "a".repeat(64) }] }],
])("refuses %s", async (_, change) => {
  const changed = encode({ ...(await sound()), ...change });
  expect(() => parseManifest(changed)).toThrow("package.invalid");
});

it.each([
  ["nothing", ""],
  ["no JSON", "{"],
  ["a list", "[]"],
  ["a byte order mark", "\u{feff}{}"],
])("refuses %s", (_, text) => {
  expect(() => parseManifest(new TextEncoder().encode(text))).toThrow("package.invalid");
});

it("refuses the same content in another spelling", async () => {
  const spaced = new TextEncoder().encode(JSON.stringify(await sound(), null, 1));
  expect(() => parseManifest(spaced)).toThrow(/canonical/);
  const turned = JSON.stringify(Object.fromEntries(Object.entries(await sound()).reverse()));
  expect(() => parseManifest(new TextEncoder().encode(turned))).toThrow(/canonical/);
});
