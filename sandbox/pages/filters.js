// The filters of the panel, as a DSS keeps and sends them, and what they mean to the one who sets them.

export const NO_VALUE = "___dku_no_value___";

const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

/** Part of a date -> its name, and the word for an index as filters write it. */
export const DATE_PARTS = {
  YEAR: ["Year", (index) => String(index)],
  QUARTER_OF_YEAR: ["Quarter", (index) => `Quarter ${index + 1}`],
  MONTH_OF_YEAR: ["Month", (index) => MONTHS[index]],
  WEEK_OF_YEAR: ["Week", (index) => `Week ${index + 1}`],
  DAY_OF_MONTH: ["Day of month", (index) => String(index + 1)],
  DAY_OF_WEEK: ["Day of week", (index) => DAYS[index]],
  HOUR_OF_DAY: ["Hour", (index) => `${String(index).padStart(2, "0")}:00`],
};
export const DATE_PART_NAMES = { MONTH_OF_YEAR: MONTHS, DAY_OF_WEEK: DAYS };

/** Kinds of filter that a column may have: kind -> name. */
export function kindsOf(columnType) {
  if (columnType === "NUMERICAL") return { RANGE: "Range", VALUES: "Values" };
  if (columnType !== "DATE") return { VALUES: "Values" };
  const parts = Object.entries(DATE_PARTS).map(([part, [name]]) => [part, name]);
  return { RANGE: "Date range", ...Object.fromEntries(parts) };
}

/** The kind of a filter, or null where only a DSS knows it. */
export function kindOf(filter) {
  if (filter.filterType === "ALPHANUM_FACET") return "VALUES";
  if (filter.filterType === "NUMERICAL_FACET") return "RANGE";
  if (filter.filterType !== "DATE_FACET") return null;
  if (filter.dateFilterType === "RANGE") return "RANGE";
  return filter.dateFilterType in DATE_PARTS ? filter.dateFilterType : null;
}

/** A filter of a kind that lets every row pass. */
export function newFilter(column, columnType, kind = Object.keys(kindsOf(columnType))[0]) {
  const filter = {
    id: crypto.randomUUID(), isA: "filter", label: column, column, columnType, active: true,
    filterType: `${columnType}_FACET`, filterSelectionType: kind === "RANGE" ? "RANGE_OF_VALUES" : "MULTI_SELECT",
    selectedValues: {}, excludedValues: {}, excludeOtherValues: true, includeEmptyValues: true,
    allValuesInSample: false, minValue: null, maxValue: null, isAGlobalFilter: true, facetSorting: "COUNT_DESC",
  };
  if (kind === "VALUES") filter.filterType = "ALPHANUM_FACET";
  if (columnType === "DATE") filter.dateFilterType = kind;
  return filter;
}

/** The values that are ticked. */
export function tickedValues(filter) {
  const values = filter.excludeOtherValues ? filter.selectedValues : filter.excludedValues;
  return Object.keys(values ?? {}).filter((value) => values[value]);
}

/** Make these the ticked values; `isKept` says whether they pass or are left out. */
export function tick(filter, values, isKept) {
  const map = Object.fromEntries(values.map((value) => [value, true]));
  filter.excludeOtherValues = isKept;
  filter.selectedValues = isKept ? map : {};
  filter.excludedValues = isKept ? {} : map;
}

/** What a user reads for a value. */
export function valueWords(value, kind) {
  if (value === NO_VALUE) return "No value";
  return kind in DATE_PARTS ? DATE_PARTS[kind][1](Number(value)) : value;
}
