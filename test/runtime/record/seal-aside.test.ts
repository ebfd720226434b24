import { expect, it } from "vitest";
import { assemblePackage, draftPackage } from "../../../runtime/record/build-package.ts";
import { openPackage } from "../../../runtime/record/cms/sealed-package.ts";
import { ownEncoding } from "../../../runtime/record/image-encoding.ts";
import { sealAside } from "../../../runtime/record/seal-aside.ts";
import { useDemonstrationKeys } from "./cms/demonstration-keys.ts";
import { sampleContent } from "./sample-content.ts";

const keys = useDemonstrationKeys();

it("seals in another thread what would be sealed here, and hands the files over to it", async () => {
  const draft = await draftPackage(sampleContent(), ownEncoding);
  const { archive } = assemblePackage(draft);
  const own = draft.files.filter(({ bytes }) => bytes.length === bytes.buffer.byteLength);
  expect(own.length).toBeGreaterThan(0);
  const { packageId, sealed } = await sealAside(draft, keys().sealing);
  const opened = openPackage(sealed, keys().first, { kind: "authority", certificate: keys().authority });
  expect(opened.packageId).toBe(packageId);
  expect(Buffer.compare(opened.archive, archive)).toBe(0);
  for (const { bytes } of own) expect(bytes).toHaveLength(0);
});

it("refuses with the same typed failure as here", async () => {
  const draft = await draftPackage(sampleContent(), ownEncoding);
  const [recipient] = keys().sealing.recipients;
  await expect(sealAside(draft, { ...keys().sealing, recipients: [recipient!] })).rejects.toMatchObject({
    code: "package.invalid",
    detail: { problem: /1 recipients/ },
  });
  const twice = await draftPackage(sampleContent(), ownEncoding);
  const files = [...twice.files, twice.files[0]!];
  await expect(sealAside({ ...twice, files }, keys().sealing)).rejects.toMatchObject({ code: "package.invalid" });
});
