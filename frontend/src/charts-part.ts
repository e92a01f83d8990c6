// charts.js: plotly, loaded with the first chart; `loadPart("charts")` gives it.
export { default as plotly } from "plotly.js-basic-dist-min";
