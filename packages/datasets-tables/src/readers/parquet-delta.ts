import { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import { numberAt } from './parquet-runs.js';

/** Values of a block; writers take 128, or 1024 at most. */
const largestBlock = 65_536;
/** Bytes of a number of 64 bits, seven bits a byte. */
const longestNumber = 10;
/** Texts that each begin as the one before can grow without bytes for it. */
const mostBytes = 256 * 1024 * 1024;

/** Behind a number of up to 64 bits; undefined where it has no end. */
function behindNumber(view: DataView, start: number): number | undefined {
  for (let at = start; at < Math.min(start + longestNumber, view.byteLength); at++) {
    if (view.getUint8(at) < 0x80) return at + 1;
  }
  return undefined;
}

/**
 * Where differences between so many numbers end, block by block; undefined where they lead out of the bytes, or nowhere: a
 * block of a negative size would be read again and again.
 */
export function deltaEnd(view: DataView, start: number, values: number): number | undefined {
  const block = numberAt(view, start);
  const parts = block && numberAt(view, block.end);
  const total = parts && numberAt(view, parts.end);
  let at = total && behindNumber(view, total.end);
  if (at === undefined || block!.number <= 0 || block!.number > largestBlock || parts!.number <= 0) return undefined;
  const each = block!.number / parts!.number;
  if (!Number.isInteger(each) || each % 8 !== 0) return undefined;
  for (let seen = 1; seen < values;) {
    const widths: number | undefined = behindNumber(view, at);
    if (widths === undefined || widths + parts!.number > view.byteLength) return undefined;
    at = widths + parts!.number;
    for (let part = 0; part < parts!.number && seen < values; part++, seen += each) {
      const width = view.getUint8(widths + part);
      if (width > 64 || at > view.byteLength) return undefined;
      at += (each / 8) * width;
    }
  }
  return at;
}

/** Whether texts that each begin as the one before are no longer together than memory has room for. */
export function byteArraysFit(view: DataView, start: number, values: number): boolean {
  const reader = { view, offset: start };
  const [prefixes, suffixes] = [new Int32Array(values), new Int32Array(values)];
  for (const lengths of [prefixes, suffixes]) {
    if (deltaEnd(view, reader.offset, values) === undefined) return false;
    deltaBinaryUnpack(reader, values, lengths);
  }
  let before = 0;
  let total = 0;
  for (let at = 0; at < values; at++) {
    if (prefixes[at]! < 0 || suffixes[at]! < 0 || prefixes[at]! > before) return false;
    before = prefixes[at]! + suffixes[at]!;
    total += before;
    if (total > mostBytes) return false;
  }
  return true;
}
