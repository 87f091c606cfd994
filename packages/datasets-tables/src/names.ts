import { z } from 'zod';

/** By code points: the same everywhere, unlike a locale's order, and unlike that of UTF-16 beyond the first plane. */
export function byCodePoints(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  for (let at = 0; at < most; at++) {
    if (a.charCodeAt(at) === b.charCodeAt(at)) continue;
    return rank(a.charCodeAt(at)) - rank(b.charCodeAt(at));
  }
  return a.length - b.length;
}

/** Halves of pairs stand for the code points above all others. */
const rank = (unit: number) => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

/** Letters with marks composed, without space around: one name, however it is written. */
export const named = (text: string): string => text.trim().normalize('NFC');

/** Whether a name holds characters that are no text: control characters, halves of pairs. */
export const isUnprintable = (name: string): boolean => /[\p{Cc}\p{Cs}]/u.test(name);

/** A name as people are shown it: text alone, on one line, and not too long. */
export const printable = (name: string): string =>
  name
    .slice(0, 200)
    .replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .trim() || '?';

/** Letters of a name; what is longer is a text. */
export const longestName = 1000;

/** Whether a name is one that can be shown: some text, and no more than a thousand letters of it. */
export const isName = (name: string): boolean =>
  named(name) !== '' && name.length <= longestName && !isUnprintable(named(name));

/** A name in the options of a set. */
export const nameOption = z
  .string()
  .refine(isName, `a name is expected: up to ${longestName} letters that can be shown`);
