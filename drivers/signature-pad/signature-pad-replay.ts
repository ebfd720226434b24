import { createReplay, type ReplayOptions } from "../recording/create-replay.ts";
import { readPageImage } from "../recording/read-image-file.ts";
import type { RecordedSignature } from "../recording/read-recorded-resident.ts";
import { readSignatureFile } from "../recording/read-signature-file.ts";
import { findSampleFault } from "./find-sample-fault.ts";
import type { SignaturePadDriver, SignatureSample } from "./signature-pad-driver.ts";

/** Gives a recorded resident's signature, once a look: its ink, or the image of it on paper. */
export function createSignaturePadReplay({ clock, resident }: ReplayOptions): SignaturePadDriver {
  return createReplay<"signature", SignatureSample>(clock, {
    name: "signature-pad-replay",
    model: "Recorded signature",
    serial: "EMU-SIGNATURE-PAD-REPLAY",
    describeTarget: () => "signature",
    findFault: findSampleFault,
    read: () => (resident.signature === null ? null : readSample(resident.signature)),
    live: null,
  });
}

async function readSample({ kind, path }: RecordedSignature): Promise<SignatureSample> {
  if (kind === "ink") return readSignatureFile(path);
  return { kind, image: await readPageImage(path) };
}
