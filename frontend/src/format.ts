// Numbers, shares, durations and dates as they are said on screen: one place, no unit left out (design, section 7).

/** Where there is no value; the reason belongs into a tooltip. */
export const missing = "–";

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
const YEAR = 365.25 * DAY;
/** From here on a duration is said in years. */
const YEARS_FROM_DAYS = 730;

type Maybe = number | null | undefined;

/** 4,897: figures, tables, panel. */
export function exact(n: Maybe): string {
  return n == null ? missing : Math.round(n).toLocaleString("en-US");
}

/** On the map: exact under 10,000, then 12.3k, 150k, 1.2M. */
export function mapCount(n: Maybe): string {
  if (n == null) return missing;
  const whole = Math.round(n);
  if (whole < 10_000) return exact(whole);
  if (whole < 99_950) return `${(whole / 1e3).toFixed(1)}k`;
  if (whole < 999_500) return `${Math.round(whole / 1e3)}k`;
  return whole < 9_950_000 ? `${(whole / 1e6).toFixed(1)}M` : `${exact(whole / 1e6)}M`;
}

/** 28 %, 6.4 %, 0 %, 100 %; never a rounded "none" or "all" that is not true. */
export function share(x: Maybe): string {
  if (x == null) return missing;
  if (x === 0 || x === 1) return `${x * 100} %`;
  if (x < 0.001) return "< 0.1 %";
  if (x > 0.999) return "> 99.9 %";
  const whole = Math.round(x * 100);
  const oneDecimal = (x * 100).toFixed(1);
  return whole === 100 || Number(oneDecimal) < 10 ? `${oneDecimal} %` : `${whole} %`;
}

/** Inside a box of the map, where there is room for whole percents only. */
export function boxShare(x: Maybe): string {
  if (x == null) return missing;
  const whole = Math.round(x * 100);
  if (x > 0 && whole === 0) return "< 1 %";
  return x < 1 && whole === 100 ? "> 99 %" : `${whole} %`;
}

/** 0.94; never a false 1.00 or 0.00. */
export function score(x: Maybe): string {
  if (x == null) return missing;
  const text = x.toFixed(2);
  if (x < 1 && text === "1.00") return "> 0.99";
  return x > 0 && text === "0.00" ? "< 0.01" : text;
}

/** "0.71 to 0.83" for a score of which only proven bounds are known; one number where both read alike. */
export function scoreBounds(lower: Maybe, upper: Maybe): string {
  const from = score(lower);
  const to = score(upper);
  return from === to ? from : `${from} to ${to}`;
}

/** A mean execution time as a figure: 73.3 days, 126 days; below a tenth of a day in the unit a person would say. */
export function averageTime(seconds: Maybe): { value: string; unit: string } {
  if (seconds == null) return { value: missing, unit: "" };
  const days = seconds / DAY;
  if (days < 0.1) {
    const [value = "", unit = ""] = duration(seconds).split(" ");
    return { value: seconds < HOUR - MINUTE / 2 ? value : (seconds / HOUR).toFixed(1), unit };
  }
  return { value: days < 99.95 ? days.toFixed(1) : exact(days), unit: "days" };
}

/** In sentences: 56 s, 9 min, 3 h 14 min, 21 h, 2.1 days, 28 days, 2.3 years. */
export function duration(seconds: Maybe): string {
  const hoursAndMinutes = (minutes: number): string => {
    const rest = minutes % 60;
    return rest ? `${Math.floor(minutes / 60)} h ${rest} min` : `${minutes / 60} h`;
  };
  const dayWord = (days: string): string => (days === "1.0" ? "1 day" : `${days} days`);
  return durationText(seconds, hoursAndMinutes, dayWord, "years");
}

/** On the map: 2 min, 3.2 h, 22 h, 6.4 d, 2.3 y. */
export function mapDuration(seconds: Maybe): string {
  return durationText(
    seconds,
    (minutes) => `${(minutes / 60).toFixed(1)} h`,
    (days) => `${days} d`,
    "y",
  );
}

// Each unit ends where rounding would carry into the next one: 59.7 s is a minute, 23.8 h a day.
function durationText(
  seconds: Maybe,
  underTenHours: (minutes: number) => string,
  dayText: (days: string) => string,
  years: string,
): string {
  if (seconds == null) return missing;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  if (seconds < 59.5 * MINUTE) return `${Math.round(seconds / MINUTE)} min`;
  if (seconds < 9.95 * HOUR) return underTenHours(Math.round(seconds / MINUTE));
  if (seconds < 23.5 * HOUR) return `${Math.round(seconds / HOUR)} h`;
  const days = seconds / DAY;
  if (days < 9.95) return dayText(Math.max(1, days).toFixed(1));
  return days < YEARS_FROM_DAYS ? dayText(exact(days)) : `${(seconds / YEAR).toFixed(1)} ${years}`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

interface Moment {
  year: number;
  month: number;
  day: number;
  hour: string;
  minute: string;
}

// Own month names: the browsers' English has both "Sep" and "Sept".
function moment(ms: number, timeZone: string): Moment {
  const numbers: Intl.DateTimeFormatOptions = {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  };
  const parts = inZone(numbers, timeZone).formatToParts(ms);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
  return {
    year: Number(part("year")),
    month: Number(part("month")),
    day: Number(part("day")),
    hour: part("hour"),
    minute: part("minute"),
  };
}

function inZone(numbers: Intl.DateTimeFormatOptions, timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-GB", { ...numbers, timeZone });
  } catch {
    return new Intl.DateTimeFormat("en-GB", { ...numbers, timeZone: "UTC" });
  }
}

/** 5 Oct 2011, or 5 Oct where the year is clear; a zone that the browser does not know counts as UTC. */
export function date(ms: Maybe, timeZone: string, withYear = true): string {
  if (ms == null) return missing;
  const { year, month, day } = moment(ms, timeZone);
  return `${day} ${MONTHS[month - 1]}${withYear ? ` ${year}` : ""}`;
}

/** "1 Jan – 31 Dec 2018": the year is said once where both days lie in it. */
export function dateRange(fromMs: number, toMs: number, timeZone: string): string {
  const sameYear = moment(fromMs, timeZone).year === moment(toMs, timeZone).year;
  const from = date(fromMs, timeZone, !sameYear);
  const to = date(toMs, timeZone);
  return date(fromMs, timeZone) === to ? to : `${from} – ${to}`;
}

/** An activity as it is called on screen: its label, or, where that is blank, words for it. */
export const called = (label: string): string => (label.trim() === "" ? "(no name)" : label);

/** 09:41 */
export function clock(ms: number, timeZone: string): string {
  const { hour, minute } = moment(ms, timeZone);
  return `${hour}:${minute}`;
}
