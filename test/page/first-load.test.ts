import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { isPageBuilt } from "./fake-runtime.ts";

const build = new URL("../../runtime/kiosk/page/build/", import.meta.url);
const firstLoadMaxBytes = 60 * 1_024;

if (!isPageBuilt) process.stdout.write("the first load is not weighed: the page is not built (npm run page:build)\n");

describe.skipIf(!isPageBuilt)("what a browser loads before it can draw", () => {
  const html = isPageBuilt ? readFileSync(new URL("index.html", build), "utf8") : "";

  it("is at most 60 KB of script and style, compressed", () => {
    const files = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => String(file));
    expect(files.length).toBeGreaterThanOrEqual(2);
    const bytes = files.map((file) => gzipSync(readFileSync(new URL(file, build)), { level: 9 }).length);
    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(firstLoadMaxBytes);
  });

  it("has nothing inline and nothing from elsewhere", () => {
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*\ssrc=)|\son\w+=|https?:/);
  });
});
