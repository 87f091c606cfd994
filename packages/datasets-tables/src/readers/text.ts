import { isUtf8 } from 'node:buffer';
import type { SeedbedError } from '@seedbed/core';
import { tableFault } from '../errors.js';
import type { FileBytes } from '../files/file-bytes.js';
import { unpacked } from '../files/gunzip.js';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** By the byte order mark; text without one has no zeros. The mark of UTF-32 begins with that of UTF-16. */
function encodingOf([first, second, third, fourth]: Uint8Array): Encoding | undefined {
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? undefined : 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0 || second === 0 ? undefined : 'utf-8';
}

/**
 * The text of a file, unpacked and without a byte order mark: UTF-8, or UTF-16 with that mark.
 * @throws SeedbedError SB_DATA_TABLE with the line of what is no text, SB_DATA_ARCHIVE, SB_DATA_READ.
 */
export async function* textPieces(file: FileBytes): AsyncGenerator<string, void, undefined> {
  let decoder: TextDecoder | undefined;
  let line = 1;
  for await (const piece of wholeHead(unpacked(file))) {
    const encoding: Encoding | undefined = decoder ? (decoder.encoding as Encoding) : encodingOf(piece);
    if (encoding === undefined) throw noText(file, line);
    decoder ??= new TextDecoder(encoding, { fatal: true });
    const text = decoded(decoder, piece);
    if (text === undefined) throw noText(file, line + (encoding === 'utf-8' ? linesBefore(piece) : 0));
    const zero = text.indexOf('\0');
    if (zero >= 0) throw noText(file, line + breaksIn(text.slice(0, zero)));
    yield text;
    line += breaksIn(text);
  }
  if (decoder && decoded(decoder) === undefined) throw noText(file, line);
}

/** The same pieces, of which the first has four bytes where there are so many. */
async function* wholeHead(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const piece of pieces) {
    const whole: Buffer = head ? Buffer.concat([head, piece]) : piece;
    if (head && whole.length < 4) head = whole;
    else {
      head = undefined;
      yield whole;
    }
  }
  if (head && head.length > 0) yield head;
}

/** The next text; undefined where the bytes are none. Without bytes: what is left in the end. */
function decoded(decoder: TextDecoder, bytes?: Uint8Array): string | undefined {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    return undefined;
  }
}

/** Line breaks before the first line that is not UTF-8. */
function linesBefore(piece: Buffer): number {
  let start = 0;
  // The end of a letter that began in the piece before.
  while (start < 3 && (piece[start]! & 0xc0) === 0x80) start += 1;
  for (let lines = 0; ; lines++) {
    const end = piece.indexOf(10, start);
    if (end < 0 || !isUtf8(piece.subarray(start, end))) return lines;
    start = end + 1;
  }
}

function breaksIn(text: string): number {
  let breaks = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) breaks += 1;
  return breaks;
}

const noText = (file: FileBytes, line: number): SeedbedError =>
  tableFault(
    `${file.where}: line ${line}`,
    'is neither UTF-8 nor UTF-16 with a byte order mark',
    'Save the file as UTF-8: a spreadsheet\'s "CSV UTF-8"; in Python, open(path, encoding="latin-1") reads an old one.',
  );
