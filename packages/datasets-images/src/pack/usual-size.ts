import { readFrame } from '../decode/frame.js';
import { readHeader } from '../decode/headers.js';
import { isReadable, kindOf } from '../decode/kind.js';
import { findSet, type Marks } from '../files/find.js';
import { headOf } from '../files/head.js';
import { sight } from '../files/open.js';
import { picturesOf } from '../layout/pictures.js';

/** How many pictures there are, and how large they usually are. */
export interface UsualSize {
  readonly pictures: number;
  /** Pixels: the median of the shorter sides; undefined where no picture says its size. */
  readonly side: number | undefined;
}

/** Pictures that are looked at, evenly spread. */
const looked = 200;
/** Cameras put a small picture and a color profile in front of the size. */
const headBytes = 256 * 1024;

/**
 * Looks at the pictures of a folder or an archive without decoding one.
 * @throws SeedbedError SB_DATA_MISSING, SB_DATA_ARCHIVE, SB_DATA_READ, SB_DATA_WRITE, SB_DATA_UNREACHABLE.
 */
export async function usualSize(
  set: Marks,
  dataDir: string,
  cacheDir: string,
  onBytes?: (read: number, total: number) => void,
): Promise<UsualSize> {
  const files = await sight(set, findSet(set, dataDir)).read(cacheDir, onBytes);
  try {
    const names = picturesOf(files);
    const step = Math.max(1, Math.floor(names.length / looked));
    const some = names.filter((_, at) => at % step === 0);
    const sides = some.flatMap((name) => shorterSide(headOf(files, name, headBytes)) ?? []).sort((a, b) => a - b);
    return { pictures: names.length, side: sides[Math.floor(sides.length / 2)] };
  } finally {
    files.close();
  }
}

function shorterSide(head: Uint8Array): number | undefined {
  const kind = kindOf(head);
  if (!isReadable(kind)) return undefined;
  try {
    const size = kind === 'JPEG' ? readFrame(head) : readHeader(kind, head);
    return size && Math.min(size.width, size.height);
  } catch {
    // What is wrong with it is said when the set is packed.
    return undefined;
  }
}
