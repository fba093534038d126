/**
 * The lexical rules of dates and times as patterns that also know the length of each month and the leap years, so that what
 * an API description allows is what the gateway takes. Plain groups, classes and counts alone.
 */
const YEAR = '([1-9][0-9]{3,8}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])';
/** Two digits that are a multiple of 4 and not 00. */
const FOUR = '(0[48]|[2468][048]|[13579][26])';
/** Years with a 29 February: …04, …96; 0400, …1600; 10000, … */
const LEAP_YEAR = `(([0-9]{2}|[1-9][0-9]{2,6})${FOUR}|([1-9][0-9]{0,4})?${FOUR}00|[1-9][0-9]{0,4}0000)`;
const MONTH_DAY =
  '((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))';
const DATE = `-?(${YEAR}-${MONTH_DAY}|${LEAP_YEAR}-02-29)`;
const TIME = '(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?|24:00:00(\\.0+)?)';
const ZONE = '(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))?';

/** `xs:dateTime`. */
export const dateTime = `^${DATE}T${TIME}${ZONE}$`;
/** `xs:date`. */
export const date = `^${DATE}${ZONE}$`;
/** `xs:time`. */
export const time = `^${TIME}${ZONE}$`;
/** `xs:gYearMonth`. */
export const gYearMonth = `^-?${YEAR}-(0[1-9]|1[0-2])${ZONE}$`;
/** `xs:gYear`. */
export const gYear = `^-?${YEAR}${ZONE}$`;
/** `xs:gMonthDay`. */
export const gMonthDay = `^--(${MONTH_DAY}|02-29)${ZONE}$`;
/** `xs:gDay`. */
export const gDay = `^---(0[1-9]|[12][0-9]|3[01])${ZONE}$`;
/** `xs:gMonth`. */
export const gMonth = `^--(0[1-9]|1[0-2])${ZONE}$`;
