// Webapps as tiles in a grid, and the messages that tell them the filters.
import { element } from "./elements.js";

/**
 * Show the tiles of a dashboard. `speaksChart` adds the protocol of chart webapps: they ask with the text "sendConfig"
 * and get a JSON text. Returns what sends them filters (`send`) and any message (`post`).
 */
export function showTiles(grid, dashboard, { size, speaksChart }) {
  let filters = [];
  const frames = dashboard.tiles.map((tile) => {
    const frame = element("iframe", { src: tile.url, title: tile.title || "Webapp", testid: "tile-frame" });
    frame.addEventListener("load", () => tell(frame));
    grid.append(tileElement(tile, frame, size));
    return { frame, config: tile.config };
  });
  grid.style.setProperty("--columns", dashboard.gridColumns);
  grid.classList.toggle("single", frames.length === 1 && !size);
  grid.classList.toggle("sized", Boolean(size));

  function tell(frame) {
    frame.contentWindow.postMessage({ type: "filters", filters: structuredClone(filters) }, "*");
  }

  function answerChart({ frame, config }) {
    frame.contentWindow.postMessage(JSON.stringify({ webAppConfig: config, filters }), "*");
  }

  if (speaksChart) {
    window.addEventListener("message", (event) => {
      const asking = frames.find(({ frame }) => frame.contentWindow === event.source);
      if (asking && event.data === "sendConfig") answerChart(asking);
    });
  }
  return {
    send(next) {
      filters = next;
      for (const entry of frames) {
        tell(entry.frame);
        if (speaksChart) answerChart(entry);
      }
    },
    post(message) {
      for (const { frame } of frames) frame.contentWindow.postMessage(message, "*");
    },
  };
}

function tileElement(tile, frame, size) {
  const section = element("section", { className: "tile", testid: "tile", "data-webapp": tile.webapp });
  if (tile.title) section.append(element("h2", {}, tile.title));
  section.append(frame);
  const { left, top, width, height } = tile.box;
  section.style.gridColumn = `${left + 1} / span ${width}`;
  section.style.gridRow = `${top + 1} / span ${height}`;
  if (size) [frame.style.width, frame.style.height] = size.map((pixels) => `${pixels}px`);
  return section;
}
