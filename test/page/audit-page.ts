import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

/** 20 mm on the booth's panel: smaller keys are slower and more error-prone for who stands (Colle and Hiszem, 2004). */
export const targetMinPx = 80;

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const axeTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Everything that can be touched now and is too small, by name and size. */
export async function findSmallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate((minPx) => {
    const touchable = document.querySelectorAll<HTMLElement>("button, a[href], input, select, textarea, [role=button]");
    return [...touchable].flatMap((element) => {
      const { width, height } = element.getBoundingClientRect();
      // Half a pixel may be lost to the layout's own rounding.
      const isLarge = width >= minPx - 0.5 && height >= minPx - 0.5;
      if (!element.checkVisibility() || isLarge) return [];
      const name = element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 40);
      return [`${name} ${Math.round(width)}x${Math.round(height)}`];
    });
  }, targetMinPx);
}

/** What reaches beyond the page's right edge, or is cut off inside its own box. */
export async function findOverflow(page: Page): Promise<readonly string[]> {
  return [...(await findSideways(page)), ...(await findCut(page))];
}

async function findSideways(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`page ${scrollWidth} > ${clientWidth}`);
    for (const element of document.querySelectorAll<HTMLElement>("button, h1, h2, p, dt, dd, li, td, th")) {
      if (!element.checkVisibility() || element.closest(".unseen") !== null) continue;
      const box = element.getBoundingClientRect();
      const isOutside = box.right > clientWidth + 1 || box.left < -1;
      const isCut = element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== "inline";
      if ((isOutside || isCut) && !element.matches(".attract, .step-mark")) {
        found.push(`${element.tagName} ${element.className} "${element.textContent?.trim().slice(0, 40)}"`);
      }
    }
    return found;
  });
}

/**
 * Text that stands out of its button or card above or below, or out of a box that shows nothing beyond its edge. What can
 * be scrolled to is not cut.
 */
async function findCut(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const slackPx = 2;
    const scrolls = (box: Element) => ["auto", "scroll"].includes(getComputedStyle(box).overflowY);
    const hasEdge = (box: Element) => {
      const { overflowY, display } = getComputedStyle(box);
      const isEdge = box.matches("button, .panel, dialog") || overflowY === "hidden" || overflowY === "clip";
      return isEdge && display !== "inline";
    };
    const boxesOf = (element: Element): Element[] => {
      if (scrolls(element)) return [];
      const { parentElement } = element;
      return [element, ...(parentElement === null ? [] : boxesOf(parentElement))];
    };
    const isSeen = ({ parentElement, textContent }: Node) =>
      textContent?.trim() !== "" && parentElement?.checkVisibility() && parentElement.closest(".unseen, svg") === null;
    const texts: Node[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (isSeen(walker.currentNode)) texts.push(walker.currentNode);
    return texts.flatMap((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      const text = range.getBoundingClientRect();
      const cutBy = (box: Element) => {
        const { top, bottom } = box.getBoundingClientRect();
        return Math.round(Math.max(top - text.top, text.bottom - bottom));
      };
      const boxes = node.parentElement === null ? [] : boxesOf(node.parentElement);
      return boxes
        .filter((box) => hasEdge(box) && cutBy(box) > slackPx)
        .map(
          (box) => `cut by ${cutBy(box)} px in ${box.tagName} ${box.className}: "${node.textContent?.slice(0, 40)}"`,
        );
    });
  });
}

/** What axe-core finds wrong with the page as it is. */
export async function findViolations(page: Page): Promise<readonly string[]> {
  const isThere = await page.evaluate(() => "axe" in window);
  // Through the debugger: the page's own policy would rightly refuse a script of somebody else.
  if (!isThere) await page.evaluate(axeSource);
  const results = await page.evaluate(async (tags) => {
    const { axe } = window as unknown as { readonly axe: { readonly run: (options: object) => Promise<AxeResults> } };
    return axe.run({ runOnly: tags, resultTypes: ["violations"] });
  }, axeTags);
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}

/** Doubles the size of all text, as WCAG 2.2, 1.4.4 wants it to be possible. */
export async function doubleText(page: Page, isDouble: boolean): Promise<void> {
  await page.evaluate((doubled) => {
    const { style } = document.documentElement;
    style.fontSize = "";
    if (doubled) style.fontSize = `${2 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)}px`;
  }, isDouble);
}

/** Waits until the page has drawn what was sent to it: a message round and two frames. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}
