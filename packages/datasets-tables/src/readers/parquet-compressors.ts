import { brotliDecompressSync, unzipSync } from 'node:zlib';
import type { Compressors } from 'hyparquet';
import { compressors as others, decompressZstd } from 'hyparquet-compressors';

/**
 * What unpacks pages, each no further than its page is said to be. The library's own would unpack all that is there: a page
 * of a hundred bytes may be a gigabyte.
 */
export const compressors: Compressors = {
  ...others,
  GZIP: (input, length) => own(unzipSync(input, { maxOutputLength: Math.max(1, length) })),
  BROTLI: (input, length) => own(brotliDecompressSync(input, { maxOutputLength: Math.max(1, length) })),
  ZSTD: (input, length) => decompressZstd(input, new Uint8Array(length)),
  SNAPPY: (input, length) => {
    // It goes by the length in the stream, and memory behind a shorter one is that of an earlier page.
    if (lengthIn(input) !== length) throw new Error('a page unpacks to another length than it is said to have');
    return others.SNAPPY!(input, length);
  },
};

/** A buffer may lie in memory that others share. */
const own = (bytes: Buffer) => new Uint8Array(bytes);

/** What a Snappy stream begins with: seven bits a byte, the lowest first. */
function lengthIn(input: Uint8Array): number {
  let length = 0;
  for (let at = 0; at < 5; at++) {
    length += ((input[at] ?? 0) & 0x7f) * 2 ** (7 * at);
    if ((input[at] ?? 0) < 0x80) break;
  }
  return length;
}
