// Writes THIRD_PARTY_LICENSES.txt for what is bundled into resource/dist: node licences.mjs [file], else to the screen.
//
// Refuses what has a licence outside the list, or none. Packages are those reached from "dependencies"; development
// tools are not shipped.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ALLOWED = new Set(["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "EPL-1.0", "EPL-2.0"]);
/** What a package contains beside its own code, under other licences. */
const INSIDE = {
  "@hpcc-js/wasm-graphviz": [
    {
      name: "Graphviz, compiled to WebAssembly",
      licence: "EPL-1.0",
      source:
        "It is unmodified; its source code is at gitlab.com/graphviz/graphviz, how it was compiled at github.com/hpcc-systems/hpcc-js-wasm.",
    },
    { name: "Expat, compiled to WebAssembly", licence: "MIT", source: "Its source code is at github.com/libexpat/libexpat." },
  ],
};
const root = fileURLToPath(new URL(".", import.meta.url));

function readPackage(folder) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

/** Folders of the packages that `names` lead to, each once, as npm resolves them. */
function bundled(names, from, found = new Map()) {
  for (const name of names) {
    const folder = [join(from, "node_modules", name), join(root, "node_modules", name)].find((one) => existsSync(one));
    if (!folder) throw new Error(`${name} is not installed: run npm ci first.`);
    if (found.has(folder)) continue;
    found.set(folder, readPackage(folder));
    bundled(Object.keys(found.get(folder).dependencies ?? {}), folder, found);
  }
  return found;
}

function licenceText(folder) {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
  return file ? readFileSync(join(folder, file), "utf8").trim() : "";
}

function section(folder, { name, version, license }) {
  if (!ALLOWED.has(license)) throw new Error(`${name} ${version} has the licence ${license}, which is not on the list.`);
  const inside = (INSIDE[name] ?? []).map(({ name: part, licence, source }) => {
    if (!ALLOWED.has(licence)) throw new Error(`${part} has the licence ${licence}, which is not on the list.`);
    return `Contains ${part} (${licence}). ${source}`;
  });
  return [`${name} ${version} (${license})`, licenceText(folder), ...inside].filter(Boolean).join("\n\n");
}

const packages = bundled(Object.keys(readPackage(root).dependencies), root);
const sections = [...packages].map(([folder, facts]) => section(folder, facts)).sort();
const line = `\n\n${"-".repeat(78)}\n\n`;
const text = `Software of others in this plugin's resource/dist${line}${sections.join(line)}\n`;
const [file] = process.argv.slice(2);
if (file) writeFileSync(file, text);
else process.stdout.write(text);
