// layout.worker.js: lays out in the background.
import { layOutWithDot } from "./dot";

addEventListener("message", () => void layOutWithDot);
