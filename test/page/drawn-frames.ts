import sharp from "sharp";

/** Frames as devices would give them, drawn: no real person's image, ever. */
export const frameSize = { widthPx: 640, heightPx: 480 } as const;

const face = `<rect width="640" height="480" fill="#a8281f"/>
<path d="M150 480c6-70 60-104 120-112h100c60 8 114 42 120 112z" fill="#2f4c66"/>
<path d="M280 330h80v60c-24 22-56 22-80 0z" fill="#a9714c"/>
<path d="M222 200c0-90 40-132 98-132s98 42 98 132v60h-196z" fill="#1f1712"/>
<ellipse cx="320" cy="228" rx="84" ry="116" fill="#c48a61"/>
<path d="M236 200c10-66 50-88 84-88s76 22 84 88c-30-22-50-46-60-62-30 34-70 50-108 62z" fill="#1f1712"/>
<path d="M268 206q20-12 40 0M332 206q20-12 40 0" stroke="#1f1712" stroke-width="6" fill="none"/>
<ellipse cx="288" cy="226" rx="15" ry="9" fill="#fff"/><ellipse cx="352" cy="226" rx="15" ry="9" fill="#fff"/>
<circle cx="288" cy="226" r="8" fill="#241811"/><circle cx="352" cy="226" r="8" fill="#241811"/>
<path d="M320 234v32q-8 8-14 4" stroke="#8d5a39" stroke-width="5" fill="none"/>
<path d="M292 296q28 14 56 0" stroke="#8c3f37" stroke-width="8" fill="none" stroke-linecap="round"/>`;

const eye = `<rect width="640" height="480" fill="#8f8f8f"/>
<path d="M60 250c120-170 400-170 520 0-120 150-400 150-520 0z" fill="#d8d8d8"/>
<circle cx="320" cy="240" r="118" fill="#5f5f5f"/><circle cx="320" cy="240" r="118" fill="none" stroke="#3c3c3c" stroke-width="10"/>
<circle cx="320" cy="240" r="44" fill="#161616"/><circle cx="344" cy="214" r="12" fill="#fff"/>
<path d="M40 236c130-190 430-190 560 0" stroke="#3a3a3a" stroke-width="18" fill="none"/>`;

const signature = `<rect width="640" height="480" fill="#fff"/>
<path d="M120 300c40-140 90-170 100-110s-70 150-40 150 90-150 120-150-30 130 0 130 60-110 84-110-6 90 20 90 60-40 116-70" stroke="#14213a" stroke-width="7" fill="none" stroke-linecap="round"/>`;

const drawings = { face, eye, signature } as const;

/** A JPEG of 640 × 480. */
export async function drawFrame(name: keyof typeof drawings): Promise<Uint8Array> {
  const { widthPx, heightPx } = frameSize;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}">${drawings[name]}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer();
}
