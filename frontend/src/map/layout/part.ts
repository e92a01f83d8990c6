// layout.js: the same layout on the page's own thread, where no worker can be had.
export { loadDot } from "./dot";
