import { describe, expect, it } from "vitest";
import { encodeJp2 } from "../../../pipelines/codec/jp2-codec.ts";
import { canonicalJson } from "../../../runtime/kernel/canonical-json.ts";
import { sha256Hex } from "../../../runtime/kernel/digest.ts";
import { readArchive, writeArchive } from "../../../runtime/record/archive.ts";
import { buildPackage } from "../../../runtime/record/build-package.ts";
import { checkRecords } from "../../../runtime/record/check-records.ts";
import { ownEncoding } from "../../../runtime/record/image-encoding.ts";
import { readFaceRecord } from "../../../runtime/record/iso/face-record.ts";
import { readFingerRecord } from "../../../runtime/record/iso/finger-record.ts";
import { readIrisRecord } from "../../../runtime/record/iso/iris-record.ts";
import { parseManifest } from "../../../runtime/record/manifest.ts";
import { readPackage } from "../../../runtime/record/read-package.ts";
import { faceCapture, fingerCapture, irisCapture, live, sampleContent, signatureCapture } from "./sample-content.ts";

const names = [
  "manifest.json",
  "finger-02.fir",
  "finger-02.fmr",
  "finger-07.fir",
  "finger-07.fmr",
  "face.fac",
  "iris-right.iir",
  "signature.sdi",
  "signature-ink.json",
  "signature.jp2",
  "signature.svg",
  "papers/kk-01.jpg",
  "letters/surat-hasil-perekaman.pdf",
];

describe("buildPackage", () => {
  it("tells the limits that an office had set, and nothing where the shipped ones held", async () => {
    const own = { face: { yawMaxDeg: 5 }, iris: {} };
    const { manifest } = await buildPackage(sampleContent({ captureLimits: own }));
    expect(manifest.captureLimits).toEqual({ face: { yawMaxDeg: 5 } });
    expect((await buildPackage(sampleContent({ captureLimits: {} }))).manifest).not.toHaveProperty("captureLimits");
  });

  it("puts the manifest first and every file in its fixed place, whatever order the captures came in", async () => {
    const { archive } = await buildPackage(sampleContent());
    expect(readArchive(archive).map(({ name }) => name)).toEqual(names);
  });

  it("gives the same bytes for the same content", async () => {
    const content = sampleContent();
    const turned = sampleContent({ captures: content.captures.toReversed() });
    expect((await buildPackage(turned)).archive).toEqual((await buildPackage(content)).archive);
  });

  it("lists every file's length and SHA-256, and says all that the visit has to say", async () => {
    const content = sampleContent();
    const { archive, manifest } = await buildPackage(content);
    const [first, ...others] = readArchive(archive);
    expect(parseManifest(first!.bytes)).toEqual(manifest);
    expect(manifest.files).toEqual(
      others.map(({ name, bytes }) => ({ name, lengthBytes: bytes.length, sha256: sha256Hex(bytes) })),
    );
    const { captures: _c, portraitEyes: _e, papers: _p, letters: _l, duplicates: _d, ...visit } = content;
    expect(manifest).toMatchObject({ ...visit, format: "bilik-package", version: 1, isSimulated: true });
    expect(manifest.captures.map(({ modality, position }) => [modality, position])).toEqual([
      ["fingerprint", 2],
      ["fingerprint", 7],
      ["face", null],
      ["iris", "right"],
      ["signature", null],
    ]);
    expect(manifest.captures[3]).toMatchObject({ limbus: { x: 20.5, y: 15, radius: 12.25 }, score: 71.5, attempts: 2 });
    expect(manifest.papers).toEqual([
      { id: "kk", isOriginalSighted: true, isCopyKept: true, waiver: null, files: ["papers/kk-01.jpg"] },
    ]);
  });

  it("is simulated as soon as one capture is, and not when none is", async () => {
    const allLive = [fingerCapture(2, live), faceCapture(live)];
    expect((await buildPackage(sampleContent({ captures: allLive }))).manifest.isSimulated).toBe(false);
    const mixed = [...allLive, irisCapture("left")];
    expect((await buildPackage(sampleContent({ captures: mixed }))).manifest.isSimulated).toBe(true);
  });

  it("writes no minutiae record where no minutia was found or kept", async () => {
    const captures = [
      { ...fingerCapture(2), minutiae: [] },
      { ...fingerCapture(7), minutiae: null },
    ];
    const { manifest } = await buildPackage(sampleContent({ captures }));
    expect(manifest.captures.map(({ files }) => files)).toEqual([["finger-02.fir"], ["finger-07.fir"]]);
  });

  it("names other visits with the same finger where there are any, and says nothing where there are none", async () => {
    const decision = { reason: "kembar", operatorId: "operator-1", secondPersonId: "kasi-1" };
    const duplicate = { position: 2, visitId: "22222222-2222-4333-8444-555555555555", score: 71.5, decision } as const;
    const { archive, manifest } = await buildPackage(sampleContent({ duplicates: [duplicate] }));
    expect(manifest.duplicates).toEqual([duplicate]);
    expect(readPackage(archive).manifest).toEqual(manifest);
    expect("duplicates" in (await buildPackage(sampleContent())).manifest).toBe(false);
  });

  it("writes no time series for a signature made on paper", async () => {
    const captures = [{ ...signatureCapture(), ink: null }];
    const { manifest } = await buildPackage(sampleContent({ captures }));
    expect(manifest.captures[0]?.files).toEqual(["signature.jp2", "signature.svg"]);
  });

  it("writes no outline of a signature from before it was kept", async () => {
    const { manifest } = await buildPackage(sampleContent({ captures: [{ ...signatureCapture(), svg: null }] }));
    expect(manifest.captures[0]?.files).toEqual(["signature.sdi", "signature-ink.json", "signature.jp2"]);
  });

  it("keeps out of the signed manifest what an object happens to carry besides", async () => {
    const finger = fingerCapture(2);
    const laden = { ...finger, note: "x", provenance: { ...finger.provenance, password: "x" } };
    const { manifest } = await buildPackage(sampleContent({ captures: [laden] }));
    expect(canonicalJson(manifest)).not.toMatch(/note|password/);
  });

  it("encodes every image with the encoder it is given", async () => {
    const sizes: number[] = [];
    await buildPackage(sampleContent(), {
      ...ownEncoding,
      encodeJp2: (image) => {
        sizes.push(image.pixels.length);
        return encodeJp2(image);
      },
    });
    expect(sizes).toHaveLength(5);
  });

  it("writes fingers as WSQ where the office wants it, and says of each what it did", async () => {
    const fine = fingerCapture(3);
    const captures = [
      fingerCapture(2),
      { ...fine, image: { ...fine.image, resolutionPpi: 1000 } },
      { ...fingerCapture(4), image: { widthPx: 20, heightPx: 100, pixels: fine.image.pixels, resolutionPpi: 500 } },
      irisCapture("right"),
    ];
    const encoding = { ...ownEncoding, fingerImages: "wsq-2.25" } as const;
    const { archive, manifest } = await buildPackage(sampleContent({ captures }), encoding);
    const contents = readPackage(archive);
    expect(contents.manifest.captures.map((each) => ("compression" in each ? each.compression : null))).toEqual([
      { kind: "wsq", bitsPerPixel: 2.25 },
      { kind: "jpeg-2000-lossless", insteadOfWsq: "resolution" },
      { kind: "jpeg-2000-lossless", insteadOfWsq: "size" },
      null,
    ]);
    const bytesOf = (name: string) => contents.files.find((file) => file.name === name)!.bytes;
    const record = readFingerRecord(bytesOf("finger-02.fir"));
    expect(record.compression).toBe("wsq");
    expect(record.comments.filter((comment) => comment === "SIMULATED EMU-7")).toHaveLength(2);
    expect(readFingerRecord(bytesOf("finger-03.fir")).compression).toBe("jpeg-2000-lossless");
    expect(await problemsOf(contents)).toEqual({});
    expect(manifest.captures[0]).toMatchObject({ score: 71.5 });

    const silent = manifest.captures.map((each) => ({ ...each, compression: undefined }));
    const undeclared = { ...contents, manifest: { ...manifest, captures: silent as typeof manifest.captures } };
    expect(await problemsOf(undeclared)).toEqual({ "finger-02.fir": expect.stringContaining("wsq") });
  });

  it("gives up detail of a portrait where the office sets a limit, says so, and finds when that is kept quiet", async () => {
    const encoding = { ...ownEncoding, portraitLimitBytes: 4_000 };
    const { archive, manifest } = await buildPackage(sampleContent({ captures: [faceCapture()] }), encoding);
    const contents = readPackage(archive);
    expect(contents.manifest.captures[0]).toMatchObject({ compression: { kind: "jpeg-2000-lossy" } });
    expect(await problemsOf(contents)).toEqual({});
    const { image } = readFaceRecord(contents.files.find(({ name }) => name === "face.fac")!.bytes);
    expect(image.length).toBeLessThanOrEqual(4_000);
    const silent = manifest.captures.map((each) => ({ ...each, compression: undefined }));
    const undeclared = { ...contents, manifest: { ...manifest, captures: silent as typeof manifest.captures } };
    expect(await problemsOf(undeclared)).toEqual({ "face.fac": expect.stringContaining("lossy") });
  });

  it("says nothing of compression where all is lossless, as ever", async () => {
    const { manifest } = await buildPackage(sampleContent());
    expect(canonicalJson(manifest)).not.toContain("compression");
  });

  it.each([
    ["a finger twice", { captures: [fingerCapture(2), fingerCapture(2)] }, /twice/],
    ["a time that is none", { createdAt: "yesterday" }, /createdAt/],
    ["a model without a hash", { models: { face: "?" } }, /models/],
    ["a score beyond its scale", { captures: [{ ...fingerCapture(2), score: 101 }] }, /score/],
    ["a figure that is not a number", { captures: [{ ...fingerCapture(2), measures: { a: Number.NaN } }] }, /measures/],
    ["a paper whose id is a path", { papers: [{ ...sampleContent().papers[0]!, id: "../kk" }] }, /papers/],
  ])("refuses %s", async (_, changes, problem) => {
    const building = buildPackage(sampleContent(changes));
    await expect(building).rejects.toMatchObject({ code: "package.invalid" });
    await expect(building).rejects.toThrow(problem);
  });
});

describe("readPackage", () => {
  it.each([
    ["a file changed", (files: readonly File[]) => files.map((file) => change(file, "finger-02.fir"))],
    ["a file left out", (files: readonly File[]) => files.slice(0, -1)],
    ["a file added", (files: readonly File[]) => [...files, { name: "more.txt", bytes: Uint8Array.of(1) }]],
    ["two files exchanged", ([manifest, a, b, ...rest]: readonly File[]) => [manifest!, b!, a!, ...rest]],
    ["the manifest not first", ([manifest, ...rest]: readonly File[]) => [...rest, manifest!]],
    ["white space in the manifest", ([manifest, ...rest]: readonly File[]) => [loosen(manifest!), ...rest]],
    ["nothing at all", () => []],
  ])("refuses %s", async (_, tamper) => {
    const { archive } = await buildPackage(sampleContent());
    expect(() => readPackage(writeArchive(tamper(readArchive(archive))))).toThrow("package.invalid");
  });
});

describe("checkRecords", () => {
  it("finds nothing wrong in a package as built, and looks at every file", async () => {
    const checks = await checkRecords(readPackage((await buildPackage(sampleContent())).archive));
    expect(checks.map(({ file }) => file)).toEqual(names.slice(1));
    expect(checks.filter(({ problem }) => problem !== null)).toEqual([]);
  });

  it("finds the mark of a simulated capture in every biometric record", async () => {
    const { archive } = await buildPackage(sampleContent());
    const contents = readPackage(archive);
    const denied = contents.manifest.captures.map((capture) => ({ ...capture, provenance: live }));
    const checks = await checkRecords({ ...contents, manifest: { ...contents.manifest, captures: denied } });
    const unmasked = checks.filter(({ problem }) => problem?.includes("marked as simulated")).map(({ file }) => file);
    expect(unmasked).toEqual([...names.slice(1, 8), "signature.jp2", "signature.svg"]);
  });

  it("says which record is broken, which is another finger's, and which is not there", async () => {
    const { archive } = await buildPackage(sampleContent());
    const { manifest, files } = readPackage(archive);
    const bytesOf = (name: string) => files.find((file) => file.name === name)!.bytes;
    const swapped = files.map(({ name, bytes }) => {
      if (name === "finger-02.fir") return { name, bytes: bytesOf("finger-07.fir") };
      if (name === "finger-07.fmr") return { name, bytes: bytesOf("finger-02.fmr") };
      return { name, bytes: name === "face.fac" ? bytes.subarray(1) : bytes };
    });
    const problems = await problemsOf({ manifest, files: swapped });
    expect(problems).toEqual({
      "finger-02.fir": "position 7, the manifest says 2",
      "finger-07.fmr": "position 2, the manifest says 7",
      "face.fac": expect.any(String),
    });
    const headless = manifest.captures.map((each) => (each.modality === "face" ? { ...each, files: ["a.txt"] } : each));
    expect(await problemsOf({ manifest: { ...manifest, captures: headless }, files })).toEqual({
      "face.fac": "the capture has no record",
    });
  });

  it("finds what is said to be both captured and missing", async () => {
    const missing = [{ ...sampleContent().missing[0]!, position: "right" as const }];
    const { archive } = await buildPackage(sampleContent({ missing }));
    expect(await problemsOf(readPackage(archive))).toEqual({ "iris-right.iir": "captured, and stated as missing" });
  });

  it("decodes a WSQ image to its end, too", async () => {
    const encoding = { ...ownEncoding, fingerImages: "wsq-0.75" } as const;
    const { manifest, files } = readPackage((await buildPackage(sampleContent(), encoding)).archive);
    const broken = files.map(({ name, bytes }) => {
      if (name !== "finger-07.fir") return { name, bytes };
      const block = Buffer.from(bytes).indexOf(Uint8Array.of(0xff, 0xa3));
      const changed = bytes.slice();
      changed.fill(0x55, block + 5, block + 9);
      expect(readFingerRecord(changed).position).toBe(7);
      return { name, bytes: changed };
    });
    expect(await problemsOf({ manifest, files: broken })).toEqual({ "finger-07.fir": expect.any(String) });
  });

  it("decodes the image to its end, not only its header", async () => {
    const { archive } = await buildPackage(sampleContent());
    const { manifest, files } = readPackage(archive);
    const broken = files.map(({ name, bytes }) => {
      if (name !== "iris-right.iir") return { name, bytes };
      const tilePart = Buffer.from(bytes).indexOf(Uint8Array.of(0xff, 0x90));
      const changed = bytes.slice();
      changed[tilePart + 5] = 9;
      expect(readIrisRecord(changed).eye).toBe("right");
      return { name, bytes: changed };
    });
    expect(await problemsOf({ manifest, files: broken })).toEqual({ "iris-right.iir": expect.any(String) });
  });
});

type File = ReturnType<typeof readArchive>[number];

async function problemsOf(contents: Parameters<typeof checkRecords>[0]): Promise<Record<string, string | null>> {
  const checks = await checkRecords(contents);
  return Object.fromEntries(
    checks.filter(({ problem }) => problem !== null).map(({ file, problem }) => [file, problem]),
  );
}

function change(file: File, name: string): File {
  return file.name === name ? { name, bytes: file.bytes.map((byte, index) => (index === 60 ? byte ^ 1 : byte)) } : file;
}

function loosen({ name, bytes }: File): File {
  return { name, bytes: Buffer.concat([bytes, Buffer.from("\n")]) };
}
