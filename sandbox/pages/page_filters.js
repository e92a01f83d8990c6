// The filters of a page -> the text of `pageFilters` in its address, and back.
import { DATE_PART_NAMES, NO_VALUE, kindOf, newFilter, tick, tickedValues } from "./filters.js";

// Parts that the address counts from 1, as people do, and filters from 0.
const FROM_ONE = new Set(["QUARTER_OF_YEAR", "WEEK_OF_YEAR", "DAY_OF_MONTH"]);
const PLAIN = /^[A-Za-z0-9]$/;
const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** Write filters; those that were read and not understood are written as they came. */
export function writePageFilters(filters) {
  return filters.map((filter) => filter.asRead ?? `${encodeColumn(filter.column)}:${writeRule(filter)}`).join(";");
}

/**
 * Read the text of an address into the filters that a page opens with: a filter that the text does not name stays as
 * it is. Returns the filters, and the parts that cannot be read.
 */
export function readPageFilters(text, columns, defaults) {
  const filters = defaults.map((filter) => structuredClone(filter));
  const unread = [];
  const named = new Set();
  for (const part of splitOutside(text, ";")) {
    const found = readOne(part, columns);
    if (!found) {
      unread.push(part);
      continue;
    }
    const at = filters.findIndex((filter) => filter.column === found.column && !named.has(filter));
    const filter = found.isOff ? { ...(filters[at] ?? found.filter), active: false } : found.filter;
    named.add(filter);
    if (at < 0) filters.push(filter);
    else filters[at] = filter;
  }
  return { filters, unread };
}

export function encodeColumn(name) {
  // Unit by unit, so that a letter beyond the 65,536 first ones is two codes of four digits.
  return name.split("").map((unit) => (PLAIN.test(unit) ? unit : `_x${hex(unit)}_`)).join("");
}

export function decodeColumn(text) {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
}

function hex(unit) {
  return unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
}

function writeRule(filter) {
  if (!filter.active) return "OFF";
  const kind = kindOf(filter);
  if (kind === "RANGE") return writeRange(filter);
  const isKept = filter.excludeOtherValues && tickedValues(filter).length > 0;
  const values = tickedValues(filter).map((value) => writeValue(value, filter, kind)).join(",");
  return `${kind === "VALUES" ? "" : `datepart(${kind}).`}${isKept ? "in" : "nin"}(${values})`;
}

function writeRange(filter) {
  const isDate = filter.columnType === "DATE";
  const [least, most] = [filter.minValue, filter.maxValue].map((end) => {
    if (end === null || end === undefined) return "";
    return isDate ? new Date(end).toISOString() : String(end);
  });
  const ends = most === "" ? least : `${least},${most}`;
  return `${isDate ? "daterange" : "range"}(${ends})${filter.includeEmptyValues ? ".emptyvalues()" : ""}`;
}

function writeValue(value, filter, kind) {
  if (value === NO_VALUE) return "NO_VALUE";
  if (kind in DATE_PART_NAMES) return quote(DATE_PART_NAMES[kind][Number(value)]);
  if (FROM_ONE.has(kind)) return String(Number(value) + 1);
  const isBare = kind !== "VALUES" || (filter.columnType === "NUMERICAL" && NUMBER.test(value));
  return isBare ? value : quote(value);
}

function quote(text) {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

/** Read one filter; null where it makes no sense. One that only a DSS can apply keeps its text in `asRead`. */
function readOne(part, columns) {
  const colon = part.indexOf(":");
  if (part.startsWith("not(") && part.endsWith(")")) return { column: null, filter: { asRead: part, column: part } };
  const name = decodeColumn(part.slice(0, Math.max(colon, 0)));
  const column = columns.find((entry) => entry.name === name);
  if (colon < 0 || !column) return null;
  const rule = part.slice(colon + 1);
  if (rule === "OFF") return { column: name, isOff: true, filter: newFilter(name, column.columnType) };
  const calls = readCalls(rule);
  const filter = calls && readRule(calls, column);
  return filter === null ? null : { column: name, filter: filter ?? { asRead: part, column: name } };
}

/** The filter of a rule; undefined where only a DSS can apply it, null where it makes no sense. */
function readRule(calls, column) {
  const names = calls.map((call) => call.name).filter((name) => name !== "emptyvalues" && name !== "drilled");
  const hasEmpty = calls.some((call) => call.name === "emptyvalues");
  const [first, second] = calls;
  const isValues = (call) => call?.name === "in" || call?.name === "nin";
  if (names.length === 1 && (first.name === "range" || first.name === "daterange")) {
    return readRange(first, hasEmpty, column);
  }
  if (names.length === 1 && isValues(first)) return readValues(first, newFilter(column.name, column.columnType, "VALUES"));
  if (first.name === "datepart" && column.columnType === "DATE" && names.length === 2 && isValues(second)) {
    const filter = newFilter(column.name, "DATE", first.args[0]);
    return kindOf(filter) === null || first.args[0] === "RANGE" ? null : readValues(second, filter);
  }
  return first.name === "in" || first.name === "datepart" ? undefined : null;
}

function readRange(call, hasEmpty, column) {
  const isDate = call.name === "daterange";
  if (column.columnType !== (isDate ? "DATE" : "NUMERICAL") || call.args.length > 2) return null;
  const ends = [0, 1].map((at) => {
    const text = call.args[at] ?? "";
    return text === "" ? null : isDate ? Date.parse(text) : Number(text);
  });
  if (ends.some((end) => end !== null && !Number.isFinite(end))) return null;
  const filter = newFilter(column.name, column.columnType, "RANGE");
  return Object.assign(filter, { minValue: ends[0], maxValue: ends[1], includeEmptyValues: hasEmpty });
}

function readValues(call, filter) {
  const values = call.args.map((token) => readValue(token, kindOf(filter)));
  if (values.some((value) => value === null)) return null;
  tick(filter, values, call.name === "in");
  return filter;
}

/** The value that a filter holds for a token of the address; null where it makes no sense. */
function readValue(token, kind) {
  if (token === "NO_VALUE") return NO_VALUE;
  const text = token.startsWith('"') ? token.slice(1, -1).replace(/\\(.)/gs, "$1") : token;
  if (kind in DATE_PART_NAMES) {
    const index = DATE_PART_NAMES[kind].indexOf(text);
    return index < 0 ? null : String(index);
  }
  if (kind === "VALUES") return text;
  if (!/^\d+$/.test(text)) return null;
  return String(Number(text) - (FROM_ONE.has(kind) ? 1 : 0));
}

/** `a(1,2).b()` -> its calls, or null where it is not of this form. */
function readCalls(rule) {
  const calls = [];
  for (const part of splitOutside(rule, ".")) {
    const found = /^([a-z]+)\((.*)\)$/s.exec(part);
    if (!found) return null;
    calls.push({ name: found[1], args: found[2].trim() === "" ? [] : splitOutside(found[2], ",", true) });
  }
  return calls.length ? calls : null;
}

/** Split at a sign outside quotes and parentheses; blank parts are kept only where they mean something. */
function splitOutside(text, sign, keepsBlanks = false) {
  const parts = [""];
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (isQuoted && letter === "\\") {
      parts[parts.length - 1] += letter + (text[at += 1] ?? "");
      continue;
    }
    if (letter === '"') isQuoted = !isQuoted;
    else if (!isQuoted) depth += letter === "(" ? 1 : letter === ")" ? -1 : 0;
    if (letter === sign && !isQuoted && depth === 0) parts.push("");
    else parts[parts.length - 1] += letter;
  }
  const trimmed = parts.map((part) => part.trim());
  return keepsBlanks ? trimmed : trimmed.filter((part) => part !== "");
}
