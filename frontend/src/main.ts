// Starts the Process Explorer in its host element.
import "./styles/tokens.css";
import "./styles/map.css";
import "./styles/base.css";
import "./styles/page.css";
import "./styles/panel.css";
import "./styles/states.css";
import { type Explorer, startExplorer } from "./explorer";

declare global {
  interface Window {
    /**
     * For browser tests and for who makes pictures of dashboards: the present state, a promise that the map of it is
     * drawn, and how good the picture is.
     */
    processExplorer?: Explorer;
  }
}

const host = document.getElementById("process-explorer");
if (host) {
  host.classList.add("tile");
  // A click on the ground puts the focus inside the tile, where its keys count.
  host.tabIndex = -1;
  host.setAttribute("role", "main");
  host.replaceChildren();
  window.processExplorer = startExplorer(host);
}
