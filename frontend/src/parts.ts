// The plugin's other files, loaded when they are first needed from where app.js came from, with the same ?v=.
import type * as layoutPart from "./map/layout/part";
import type * as chartsPart from "./charts-part";

interface Parts {
  layout: typeof layoutPart;
  charts: typeof chartsPart;
}

const globals = { layout: "processExplorerLayout", charts: "processExplorerCharts" } as const;
const loading = new Map<keyof Parts, Promise<unknown>>();

// Known only while app.js runs for the first time; null where the page was loaded as a module, as in development.
const appUrl = typeof document === "undefined" ? null : ((document.currentScript as HTMLScriptElement | null)?.src ?? null);

/** Address of a file beside app.js; null when nobody knows where app.js came from. */
export function partUrl(file: string, base: string | null = appUrl): string | null {
  if (!base) return null;
  const url = new URL(file, base);
  url.search = new URL(base).search;
  return url.href;
}

/** A part's exports; the file is asked for once, again only after it failed. */
export function loadPart<P extends keyof Parts>(part: P): Promise<Parts[P]> {
  const known = loading.get(part);
  if (known) return known as Promise<Parts[P]>;
  const promise = addScript(`${part}.js`).then(() => (globalThis as unknown as Record<string, Parts[P]>)[globals[part]]!);
  loading.set(part, promise);
  promise.catch(() => loading.delete(part));
  return promise;
}

function addScript(file: string): Promise<void> {
  const url = partUrl(file);
  if (!url) return Promise.reject(new Error(`Nobody knows where ${file} is.`));
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error(`${file} could not be loaded.`));
    };
    document.head.append(script);
  });
}
