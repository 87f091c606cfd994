import { NoSuchData } from './huffman.js';
import { JpegTables } from './jpeg-tables.js';
import { readScan, type ScanData } from './scan.js';
import { type Segment, segmentsOf, startOfScan } from './segments.js';

const endOfImage = Uint8Array.of(0xff, 0xd9);
const textAt = (bytes: Uint8Array, at: number, length: number) =>
  Buffer.from(bytes.subarray(at, at + length)).toString('latin1');

/** A JPEG without what decoders warn of though it concerns no pixel, and what that was. */
export interface MendedJpeg {
  readonly bytes: Uint8Array;
  readonly harmless: readonly string[];
}

const betweenSegments = 'bytes of no segment';
const isJfif = (bytes: Uint8Array, { marker, body }: Segment) => marker === 0xe0 && textAt(bytes, body, 5) === 'JFIF\0';

/** A segment that decoders warn of, put right; undefined for any other. */
function rightSegment(bytes: Uint8Array, segment: Segment, sequential: boolean) {
  const { marker, start, body, end } = segment;
  const copy = () => Uint8Array.from(bytes.subarray(start, end));
  if (isJfif(bytes, segment) && bytes[body + 5] !== 1) {
    const right = copy();
    right.set([1, 1], body + 5 - start);
    return { right, what: 'an unknown revision of JFIF' };
  }
  const parameters = end - 3;
  if (marker === startOfScan && sequential && [0, 63, 0].some((wanted, at) => bytes[parameters + at] !== wanted)) {
    const right = copy();
    right.set([0, 63, 0], parameters - start);
    return { right, what: 'scan parameters that mean nothing' };
  }
  return undefined;
}

/**
 * Takes out of a JPEG, or puts right, everything that decoders warn of and that concerns no pixel: the revision of JFIF,
 * a scan's parameters where they mean nothing, bytes of no segment, bytes between a scan's data and the next marker, and
 * the end marker where only that is missing. Data are left out only if the scan is whole without them.
 * @returns undefined where nothing is to be put right. What is damaged besides stays so, for the decoder to say.
 */
export function mendJpeg(bytes: Uint8Array): MendedJpeg | undefined {
  const pieces: Uint8Array[] = [bytes.subarray(0, 2)];
  const harmless = new Set<string>();
  const tables = new JpegTables();
  let at = 2;
  let [strict, jfif] = [true, false];
  for (let next = segmentsOf(bytes, at).next(); !next.done; next = segmentsOf(bytes, at).next()) {
    const segment = next.value;
    const { marker, start, body, end } = segment;
    const content = bytes.subarray(body, end);
    if (end > bytes.length) return undefined;
    if (bytes.subarray(at, start).some((byte) => byte !== 0xff)) harmless.add(betweenSegments);
    tables.read(marker, content);
    jfif ||= isJfif(bytes, segment);
    const put = rightSegment(bytes, segment, tables.sequential);
    if (put) harmless.add(put.what);
    pieces.push(put?.right ?? bytes.subarray(start, end));
    at = end;
    if (marker !== startOfScan) continue;
    const data = dataOf(bytes, end, tables, content);
    strict &&= data.strict;
    if (data.strays > 0) harmless.add('bytes behind the data of a scan');
    pieces.push(...data.pieces);
    at = data.end;
  }
  // They may be what is left of a segment: then some scan lacks something, or the colours do.
  if (harmless.has(betweenSegments) && !(strict && jfif && tables.complete)) return undefined;
  const ended = hasEnd(bytes, at);
  if (!ended && tables.complete) harmless.add('no end marker');
  if (ended || harmless.has('no end marker')) pieces.push(endOfImage);
  return harmless.size > 0 ? { bytes: Buffer.concat(pieces), harmless: [...harmless] } : undefined;
}

/** A scan's data, without strays if it can be read strictly; as they are if not, for the decoder to judge. */
function dataOf(
  bytes: Uint8Array,
  from: number,
  tables: JpegTables,
  header: Uint8Array,
): ScanData & { strict: boolean } {
  try {
    const data = readScan(bytes, from, tables.codeOf(header));
    tables.sent(header);
    return { ...data, strict: true };
  } catch (error) {
    if (!(error instanceof NoSuchData)) throw error;
  }
  const end = behindData(bytes, from);
  return { pieces: [bytes.subarray(from, end)], strays: 0, end, strict: false };
}

/** Where a scan's data end: at the first marker that is none of theirs. */
function behindData(bytes: Uint8Array, from: number): number {
  let at = from;
  for (; at < bytes.length; at++) {
    if (bytes[at] !== 0xff) continue;
    const marker = bytes[at + 1];
    if (marker !== 0 && marker !== 0xff && !(marker! >= 0xd0 && marker! <= 0xd7)) break;
  }
  return at;
}

const hasEnd = (bytes: Uint8Array, from: number) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(endOfImage, from) >= 0;
