import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { settle } from "./audit-page.ts";
import { type Size, sizes } from "./browser.ts";
import { demoViews, deskViews } from "./desk-views.ts";
import { everyView, findView, varyView } from "./every-view.ts";
import type { FakeRuntime } from "./fake-runtime.ts";
import { showView } from "./show-view.ts";
import type { NamedView } from "./views.ts";

const pictureMaxBytes = 75_000;
/** A third of the booth's panel is enough to judge a screen by, and small enough to keep. */
const widthPx = { portrait: 480, landscape: 800 } as const;
const coloursTried = [256, 128, 96, 64, 48] as const;

/** Shown in landscape too: one of each way of laying a screen out. */
const inLandscape = ["attract", "service", "notice", "identify", "photo", "fingers-slap", "data-approval"];

type Picture = {
  readonly file: string;
  readonly size: Size;
  readonly width: number;
  readonly named: NamedView;
};

/** Writes a picture of every screen to a folder, in place of those that are there. Returns their names. */
export async function takePictures(page: Page, runtime: FakeRuntime, folder: URL): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  for (const old of await readdir(folder)) if (old.endsWith(".png")) await rm(new URL(old, folder));
  const pictures = listPictures();
  for (const { file, size, width, named } of pictures) {
    await page.setViewportSize(size);
    await showView(page, runtime, named);
    await page.locator(`.page[data-screen="${named.view.screen.kind}"]`).waitFor();
    await page.waitForFunction(() => [...document.images].every((image) => image.complete));
    await settle(page);
    await writeFile(new URL(file, folder), await shrink(await page.screenshot(), width));
  }
  return pictures.map(({ file }) => file);
}

function listPictures(): readonly Picture[] {
  const [portrait, landscape] = sizes;
  const upright = (named: NamedView): Picture => ({
    file: `${named.name}.png`,
    size: portrait,
    width: widthPx.portrait,
    named,
  });
  const comfort = { ...findView("service").comfort };
  return [
    ...everyView.map(upright),
    ...deskViews.map(upright),
    ...demoViews.slice(0, 1).map((named) => upright({ ...named, touches: [".door.demo"] })),
    upright({
      ...varyView({ name: "reach", view: findView("service") }, { comfort: { ...comfort, isInReach: true } }),
    }),
    upright({
      ...varyView(
        { name: "high-contrast", view: findView("fingers-one") },
        { comfort: { ...comfort, isHighContrast: true } },
      ),
    }),
    upright(varyView({ name: "english", view: findView("photo-again") }, { language: "en" })),
    upright(varyView({ name: "javanese", view: findView("notice") }, { language: "jv" })),
    ...inLandscape.map((name) => ({
      file: `landscape-${name}.png`,
      size: landscape,
      width: widthPx.landscape,
      named: { name, view: findView(name) },
    })),
  ];
}

/** Not dithered: flat colours stay what they are, and the file small. */
async function shrink(screenshot: Uint8Array, width: number): Promise<Uint8Array> {
  let smallest: Uint8Array | null = null;
  for (const colours of coloursTried) {
    smallest = await sharp(screenshot)
      .resize({ width })
      .png({ palette: true, colours, dither: 0, effort: 10 })
      .toBuffer();
    if (smallest.length <= pictureMaxBytes) break;
  }
  return smallest ?? screenshot;
}
