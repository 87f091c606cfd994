/* What disks, networks and people do to a file. Every one of these changes its bytes. */
import { Buffer } from 'node:buffer';
import { appendFileSync, closeSync, copyFileSync, openSync, readFileSync, readSync, renameSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'; // prettier-ignore

const sizeOf = (path) => statSync(path).size;

/** Flips one bit. @returns what flips it back. */
export function flipBit(path, random, at = random.below(sizeOf(path))) {
  const mask = 1 << random.below(8);
  const flip = () => {
    const file = openSync(path, 'r+');
    try {
      const byte = Buffer.alloc(1);
      readSync(file, byte, 0, 1, at);
      byte[0] ^= mask;
      writeSync(file, byte, 0, 1, at);
    } finally {
      closeSync(file);
    }
  };
  flip();
  return flip;
}

/** Harms a file by itself. */
export const harms = {
  'cut short': (path, random) => truncateSync(path, random.below(sizeOf(path))),
  'one bit flipped': (path, random) => void flipBit(path, random),
  emptied: (path) => truncateSync(path, 0),
  'bytes added': (path, random) => appendFileSync(path, Buffer.alloc(1 + random.below(64), random.below(256))),
  /** As after a power cut: the length is right, the content never came. */
  zeros: (path) => writeFileSync(path, Buffer.alloc(sizeOf(path))),
};

/** Harms a file by another one of its kind, which has other bytes. */
export const exchanges = {
  'replaced with another': (path, other) => copyFileSync(other, path),
  'swapped with another': (path, other) => {
    renameSync(path, `${path}.x`);
    renameSync(other, path);
    renameSync(`${path}.x`, other);
  },
};

/**
 * Harms some of these files, each in another way, by itself or by one of the others.
 * @param paths whole files, all of them different.
 * @returns the harmed ones; a swap harms two.
 */
export function harmSome(paths, count, random) {
  const left = random.someOf(paths, paths.length);
  const harmed = [];
  while (harmed.length < count && left.length > 0) {
    const path = left.pop();
    harmed.push(path);
    if (left.length === 0 || random.below(3) > 0) harms[random.oneOf(Object.keys(harms))](path, random);
    else if (random.below(2) > 0) exchanges['replaced with another'](path, left.at(-1));
    else {
      exchanges['swapped with another'](path, left.at(-1));
      harmed.push(left.pop());
    }
  }
  return harmed;
}

export const isSame = (one, other) => readFileSync(one).equals(readFileSync(other));
