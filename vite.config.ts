import { defineConfig } from "vite";
import * as shapes from "./runtime/kiosk/wire/message-shapes.ts";

/** The page carries the shapes of messages as data, worked out from the schemas while it is built. */
const carryShapes = {
  name: "carry-shapes",
  load: (id: string) =>
    id.endsWith("/kiosk/wire/message-shapes.ts")
      ? Object.entries(shapes)
          .map(([name, value]) => `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(value))});`)
          .join("\n")
      : null,
};

/** Bundles the kiosk page: hashed names, nothing inline, as the page's content policy allows only files of its own. */
export default defineConfig({
  root: "runtime/kiosk/page",
  base: "/",
  publicDir: false,
  plugins: [carryShapes],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "build",
    emptyOutDir: true,
    target: "chrome120",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // How long the one above took is nobody's concern.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});
