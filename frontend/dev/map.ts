// A page with nothing but the map, to look at while working on it: dev/index.html?doc=<address of a JSON picture>.
import "../src/styles/tokens.css";
import "../src/styles/map.css";
import { createMapView } from "../src/map/view";
import type { Picture } from "../src/map/types";

const wanted = new URLSearchParams(location.search);
const say =
  (name: string) =>
  (...facts: unknown[]): void =>
    console.log(name, ...facts);
const view = createMapView(
  document.getElementById("map")!,
  { hover: say("hover"), choose: say("choose"), open: say("open"), menu: say("menu"), hint: say("hint") },
  { embedded: wanted.has("embedded") },
);

const look: Picture["look"] = {
  lens: (wanted.get("lens") ?? "frequency") as Picture["look"]["lens"],
  steps: "frequency",
  paths: wanted.get("lens") === "duration" ? "waiting_median" : "frequency",
  second: (wanted.get("second") ?? "none") as Picture["look"]["second"],
  direction: (wanted.get("direction") ?? "down") as Picture["look"]["direction"],
  locked: false,
};

async function load(address: string): Promise<Omit<Picture, "look">> {
  return (await fetch(address)).json() as Promise<Omit<Picture, "look">>;
}

async function start(): Promise<void> {
  const picture = await load(wanted.get("doc") ?? "sample.json");
  const fit = await view.show({ ...picture, look });
  Object.assign(window, { view, fit, look, load });
  const legend = document.getElementById("legend")!;
  for (const entry of view.legend()) {
    const part = document.createElement("span");
    part.append(entry.sign(), ` ${entry.label}`);
    legend.append(part);
  }
  document.title = "drawn";
}

void start();
