// Writes resource/dist: four classic scripts with fixed names, each complete in itself, and one stylesheet.
//
// Classic scripts, not modules: a lazily loaded module would import app.js again under another address (without its
// ?v=) and start the page twice, and modules do not load at all in a frame without an origin.
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";

// `node build.mjs dev` writes the same files and a page with the map alone into node_modules/.dev.
const developing = process.argv.includes("dev");
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const outDir = here(developing ? "node_modules/.dev" : "../resource/dist");

const page = developing
  ? { file: "dev", entry: "dev/map.ts", name: "processExplorerMap" }
  : { file: "app", entry: "src/main.ts", name: "processExplorerApp" };
const parts = [
  page,
  { file: "layout.worker", entry: "src/map/layout/worker.ts", name: "processExplorerWorker" },
  { file: "layout", entry: "src/map/layout/part.ts", name: "processExplorerLayout" },
  { file: "charts", entry: "src/charts-part.ts", name: "processExplorerCharts" },
];

// Built aside and put in place at once: whoever serves the folder never sees half of it.
mkdirSync(here("node_modules/.building"), { recursive: true });
const aside = mkdtempSync(here("node_modules/.building/"));
for (const { file, entry, name } of parts) {
  await build({
    configFile: false,
    logLevel: "warn",
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      outDir: aside,
      emptyOutDir: false,
      target: "es2021",
      chunkSizeWarningLimit: 2000,
      lib: { entry: here(entry), formats: ["iife"], name, fileName: () => `${file}.js`, cssFileName: file },
    },
  });
}
if (developing) copyFileSync(here("dev/index.html"), `${aside}/index.html`);
rmSync(outDir, { recursive: true, force: true });
chmodSync(aside, 0o755);
renameSync(aside, outDir);
