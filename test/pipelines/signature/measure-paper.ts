import sharp from "sharp";
import { drawPaperScene, type PaperScene } from "../../../drivers/signature-pad/paper-scene.ts";
import { synthesisePaper } from "../../../drivers/signature-pad/synthesise-paper.ts";
import { synthesiseSignature } from "../../../drivers/signature-pad/synthesise-signature.ts";
import { layFlat } from "../../../pipelines/signature/paper/lay-flat.ts";
import { separatePen } from "../../../pipelines/signature/paper/separate-pen.ts";
import type { PageImage } from "../../../runtime/kernel/image.ts";
import { createRandom } from "../../../runtime/kernel/random.ts";

export type MeasuredPaper = {
  readonly scene: PaperScene;
  /** As a camera or scanner stores it: softened, and JPEG of quality 80 with its colours at half resolution. */
  readonly image: PageImage;
  /** Ink that was found and is the pen's, over ink that is either. */
  readonly iou: number;
  /** Of the pen's ink, how much was found. */
  readonly recallRatio: number;
  /** Whether pen and stamp are of one colour, so that nothing but their depth tells them apart. */
  readonly isSameColour: boolean;
};

/** Of the truth, so much cover is ink: the middle of a soft edge, pressed as softly as the pen writes. */
const truthMin = 108;

/** Draws the sheet of a seed, photographs it, and compares what was found with what the pen wrote. */
export async function measurePaper(seed: string): Promise<MeasuredPaper> {
  const random = createRandom(seed);
  const scene = drawPaperScene(random.fork("scene"));
  const paper = synthesisePaper(random.fork("paper"), synthesiseSignature(random.fork("ink")), scene);
  const image = { ...paper.image, pixels: await store(paper.image) };
  const flat = layFlat(image);
  const isSameColour = scene.stamp?.colour === scene.pen.colour;
  if (flat === null) return { scene, image, iou: 0, recallRatio: 0, isSameColour };
  const { sheet } = flat;
  const { mask } = separatePen(sheet);
  let [both, either, truth] = [0, 0, 0];
  mask.ink.forEach((isFound, index) => {
    const place = sheet.toScan((index % mask.widthPx) + 0.5, Math.floor(index / mask.widthPx) + 0.5);
    const [x, y] = [Math.floor(place.x), Math.floor(place.y)];
    const isOnScan = x >= 0 && y >= 0 && x < image.widthPx && y < image.heightPx;
    const isTrue = isOnScan && (paper.pen[y * image.widthPx + x] ?? 0) >= truthMin;
    if (isTrue) truth += 1;
    if (isTrue && isFound === 1) both += 1;
    if (isTrue || isFound === 1) either += 1;
  });
  return { scene, image, iou: both / Math.max(1, either), recallRatio: both / Math.max(1, truth), isSameColour };
}

async function store({ pixels, widthPx, heightPx }: PageImage): Promise<Uint8Array> {
  const raw = { width: widthPx, height: heightPx, channels: 3 } as const;
  const file = await sharp(pixels, { raw }).blur(0.6).jpeg({ quality: 80 }).toBuffer();
  return new Uint8Array(await sharp(file).raw().toBuffer());
}
