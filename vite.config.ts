import { defineConfig } from "vite";

/** Bundles the kiosk page: hashed names, nothing inline, as the page's content policy allows only files of its own. */
export default defineConfig({
  root: "runtime/kiosk/page",
  base: "/",
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "build",
    emptyOutDir: true,
    target: "chrome120",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
});
