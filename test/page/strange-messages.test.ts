import { describe, expect, it } from "vitest";
import { packPicture } from "../../runtime/kiosk/wire/picture-message.ts";
import { findObstacle } from "./browser.ts";
import { findView } from "./every-view.ts";
import { useKioskPage } from "./open-kiosk-page.ts";
import { waitFor } from "./wait-for.ts";

const obstacle = findObstacle();
if (obstacle !== null) process.stdout.write(`strange messages to the page are not tried: ${obstacle}\n`);

describe.skipIf(obstacle !== null)("a message that is none of the runtime's", () => {
  const open = useKioskPage();

  it.each([
    ["no JSON", "{"],
    ["of no kind", '{"kind":"nothing"}'],
    ["a view without its screen", JSON.stringify({ kind: "view", view: { ...findView("wait"), screen: undefined } })],
    ["a view with more than it has", JSON.stringify({ kind: "view", view: { ...findView("wait"), nik: "1" } })],
    [
      "a view whose screen is half one",
      JSON.stringify({ kind: "view", view: { ...findView("wait"), screen: { kind: "photo" } } }),
    ],
  ])("is not shown, and what there is to show is asked for anew: %s", async (_name, text) => {
    const { page, runtime } = await open();
    runtime.show(findView("service"));
    await page.locator('.page[data-screen="service"]').waitFor();
    const { length } = runtime.messages;
    runtime.sendRaw(text);
    runtime.sendRaw(text);
    const asked = () => runtime.messages.slice(length).filter(({ kind }) => kind === "show-again");
    await waitFor("a question", () => asked().length > 0);
    expect(asked()).toEqual([{ kind: "show-again", dropped: 2 }]);
    expect(await page.locator('.page[data-screen="service"]').count()).toBe(1);
    expect(runtime.violations).toEqual([]);
  });

  it("nor is a picture whose header is none, nor one that is no picture", async () => {
    const { page, runtime } = await open();
    runtime.show(findView("wait"));
    const asked = () => runtime.messages.filter(({ kind }) => kind === "show-again");
    runtime.sendRaw(packPicture({ kind: "unheard-of" }, new Uint8Array([1, 2, 3])));
    runtime.sendRaw(packPicture({ kind: "preview", target: "face", sequence: 1 }, new Uint8Array([0xff, 0xd8, 0])));
    runtime.sendRaw(new Uint8Array([1, 2, 3]));
    await waitFor("a question", () => asked().length > 0);
    expect(asked()).toEqual([{ kind: "show-again", dropped: 3 }]);
    runtime.show(findView("language"));
    await page.getByRole("heading", { name: "Pilih bahasa" }).waitFor();
  });
});
