// What can be taken along: the picture, the numbers, and a link.
import { copyText, download, pngOf } from "../dom/download";
import type { MenuItem } from "../dom/popup";
import { exact } from "../format";
import type { Actions, Page } from "../page";
import { pathsCsv, stepsCsv, variantsCsv } from "./csv";
import { pathRows, stepRows } from "./table-rows";

export function exportItems(page: Page, actions: Actions): (MenuItem | null)[] {
  const map = page.view?.map;
  const picture: (MenuItem | null)[] = map && page.isDrawn
    ? [
      { text: "Picture, SVG", note: "as shown", icon: "picture", run: () => download("process-map.svg", new Blob([actions.picture()], { type: "image/svg+xml" })) },
      { text: "Picture, PNG", note: "2x", icon: "picture", run: () => void savePng(actions) },
      null,
    ]
    : [];
  const numbers: MenuItem[] = map
    ? [
      { text: "Paths, CSV", note: rows(map.edges.length), icon: "table", run: () => save("paths.csv", pathsCsv(pathRows(page))) },
      { text: "Steps, CSV", note: rows(map.nodes.length), icon: "table", run: () => save("steps.csv", stepsCsv(stepRows(page))) },
      { text: "Variants, CSV", note: rows(page.view!.figures.variants), icon: "list", run: () => void saveVariants(page, actions) },
    ]
    : [];
  return [...picture, ...numbers, ...(numbers.length ? [null] : []),
    { text: "Copy link to this view", icon: "link", run: () => void copyLink(actions) }];
}

const rows = (n: number): string => `${exact(n)} ${n === 1 ? "row" : "rows"}`;

const save = (name: string, text: string): void => download(name, new Blob([text], { type: "text/csv;charset=utf-8" }));

async function savePng(actions: Actions): Promise<void> {
  try {
    download("process-map.png", await pngOf(actions.picture()));
  } catch {
    actions.toast("The PNG could not be made; the SVG has the same picture.");
  }
}

async function saveVariants({ log }: Page, actions: Actions): Promise<void> {
  try {
    save("variants.csv", variantsCsv(await actions.allVariants(), log?.activities ?? []));
  } catch {
    actions.toast("The variants could not be fetched. Try again in a moment.");
  }
}

async function copyLink(actions: Actions): Promise<void> {
  const link = actions.link();
  actions.toast((await copyText(link)) ? "The link is copied. It holds the filters, the lens, the sliders and the choice." : `Copy this link: ${link}`);
}
