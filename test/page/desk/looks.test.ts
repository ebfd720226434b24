import { describe, expect, it } from "vitest";
import { catalogues } from "../../../runtime/kiosk/page/words/catalogues.ts";
import { languages } from "../../../runtime/kiosk/wire/languages.ts";
import { doubleText, findOverflow, findSmallTargets, findViolations } from "../audit-page.ts";
import { type Size, sizes } from "../browser.ts";
import { decisionOffers, deskViews, letterReturn, locked, under, waiting } from "../desk-views.ts";
import { baseView } from "../views.ts";
import { deskObstacle, useDesk } from "./use-desk.ts";

/** One for each kind of need, as deeds of the whole visit. */
const dialogOffers = (["below-limit-accepted", "capture-excepted", "letter-returned"] as const).map((deed) => {
  const found = [...decisionOffers, letterReturn].find((offer) => offer.deed === deed) ?? letterReturn;
  return { ...found, deed, target: null };
});

describe.skipIf(deskObstacle !== null)("how the officers' side looks", () => {
  const { at, openDesk, touch } = useDesk();

  it.each(sizes.slice(0, 3))("has targets of 80 px and nothing cut off, in every language: $name", async (size) => {
    await at.page.setViewportSize(size);
    const found: string[] = [];
    for (const language of languages) {
      for (const { name, view } of deskViews) {
        await openDesk({ ...view, language });
        const faults = [...(await findSmallTargets(at.page)), ...(await findOverflow(at.page))];
        found.push(...faults.map((fault) => `${name} ${language}: ${fault}`));
      }
    }
    expect(found).toEqual([]);
    await at.page.setViewportSize(sizes[2]);
  });

  it.each(["normal", "high"])("has nothing that axe objects to, in %s contrast", async (contrast) => {
    const comfort = { ...baseView.comfort, isHighContrast: contrast === "high" };
    const found: string[] = [];
    for (const { name, view } of deskViews) {
      await openDesk({ ...view, comfort });
      found.push(...(await findViolations(at.page)).map((violation) => `${name}: ${violation}`));
    }
    expect(found).toEqual([]);
  });

  it("loses nothing at the right edge when text is twice as large", async () => {
    await at.page.setViewportSize(sizes[0]);
    await openDesk(locked);
    await doubleText(at.page, true);
    const found: string[] = [];
    for (const { name, view } of deskViews) {
      await openDesk(view);
      found.push(...(await findOverflow(at.page)).map((fault) => `${name}: ${fault}`));
    }
    await doubleText(at.page, false);
    await at.page.setViewportSize(sizes[2]);
    expect(found).toEqual([]);
  });

  const auditDialog = async (size: Size): Promise<readonly string[]> => {
    const found: string[] = [];
    for (const need of await at.page.locator(".need-rail button").all()) {
      await need.click();
      const { width, height } = (await at.page.locator(".offer-dialog").boundingBox()) ?? size;
      if (width > size.width || height > size.height) found.push(`${width}x${height}`);
      found.push(
        ...(await findSmallTargets(at.page)),
        ...(await findOverflow(at.page)),
        ...(await findViolations(at.page)),
      );
    }
    return found;
  };

  it.each(languages)(
    "has dialogs that fit, with targets of 80 px and nothing that axe objects to: %s",
    async (language) => {
      const found: string[] = [];
      for (const size of sizes.slice(0, 3)) {
        await at.page.setViewportSize(size);
        for (const { id, deed } of dialogOffers) {
          await openDesk(under({ ...waiting, offers: dialogOffers }, { language }));
          await touch(new RegExp(`^${catalogues[language].deeds[deed].action}`));
          found.push(...(await auditDialog(size)).map((fault) => `${id} ${size.name}: ${fault}`));
          await at.page.locator(".offer-end button").first().click();
        }
      }
      await at.page.setViewportSize(sizes[2]);
      expect(found).toEqual([]);
    },
  );
});
