import type { ParquetParsers } from 'hyparquet';

/*
 * Dates and times as text, to the last digit, as a table of text has them. As numbers they would depend on a unit that
 * nobody sees.
 */

const isoOf = (millis: number) => new Date(millis).toISOString();

/** @param ticks since 1970. @param digits of a second's fraction: 3, 6 or 9. */
function timestamp(ticks: bigint, digits: number): string {
  const second = 10n ** BigInt(digits);
  const fraction = ((ticks % second) + second) % second;
  const [date, time] = isoOf(Number((ticks - fraction) / second) * 1000).split('T');
  const rest = fraction === 0n ? '' : `.${String(fraction).padStart(digits, '0')}`;
  return `${date} ${time!.slice(0, 8)}${rest}`;
}

export const parsers: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (millis) => (millis === undefined || millis === null ? undefined : timestamp(millis, 3)),
  timestampFromMicroseconds: (micros) => (micros === undefined || micros === null ? undefined : timestamp(micros, 6)),
  timestampFromNanoseconds: (nanos) => (nanos === undefined || nanos === null ? undefined : timestamp(nanos, 9)),
  // What it describes is text, and its numbers are read as those of a table of text.
  jsonFromBytes: (bytes) => bytes && new TextDecoder().decode(bytes),
  // No data set takes shapes on a map.
  geometryFromBytes: (bytes) => bytes,
  geographyFromBytes: (bytes) => bytes,
  dateFromDays: (days) => (days === undefined || days === null ? undefined : isoOf(days * 86_400_000).slice(0, 10)),
};
