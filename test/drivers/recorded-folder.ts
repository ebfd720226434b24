import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";

const biodata = {
  nik: "9901014505900001",
  namaLengkap: "CONTOH UJI",
  jenisKelamin: "P",
  tempatLahir: "KARANG MULYA",
  tanggalLahir: "1990-05-05",
  kewarganegaraan: "WNI",
  agama: "ISLAM",
};

const ink = {
  widthMm: 80,
  heightMm: 48,
  points: [
    { x: 10, y: 20, t: 0, p: 0.5, down: true },
    { x: 12, y: 21, t: 5, p: 0.6, down: true },
  ],
};

/** Everything a complete resident's folder holds, each file small; a test changes or leaves out what it needs. */
export async function completeFiles(): Promise<Map<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>([
    ["resident.json", JSON.stringify(biodata)],
    ["signature.json", JSON.stringify(ink)],
    ["face.jpg", await drawing(12, 16, 3).jpeg().toBuffer()],
    ["iris-left.png", await drawing(16, 12, 1).png().toBuffer()],
    ["iris-right.png", await drawing(16, 12, 1).png().toBuffer()],
    ["papers/kk.png", await drawing(20, 10, 3).withMetadata({ density: 300 }).png().toBuffer()],
  ]);
  for (let position = 1; position <= 10; position += 1) {
    const name = `finger-${String(position).padStart(2, "0")}.png`;
    files.set(
      name,
      await drawing(10 + position, 20, 1)
        .withMetadata({ density: 500 })
        .png()
        .toBuffer(),
    );
  }
  return files;
}

export { biodata as exampleBiodata, ink as exampleInk };

/** Writes files, with their folders, into a new temporary folder. */
export async function writeFolder(files: ReadonlyMap<string, string | Uint8Array>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "bilik-resident-"));
  await mkdir(join(folder, "papers"));
  for (const [name, content] of files) await writeFile(join(folder, name), content);
  return folder;
}

/** Pixels that no codec can shorten to nothing, the same on each call. */
export function drawing(widthPx: number, heightPx: number, channels: 1 | 3): Sharp {
  const pixels = Uint8Array.from({ length: widthPx * heightPx * channels }, (_, index) => (index * 7_919) % 251);
  const image = sharp(pixels, { raw: { width: widthPx, height: heightPx, channels } });
  return channels === 1 ? image.toColourspace("b-w") : image;
}
