import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { npyHeader, npyOf, readFloats } from './npy.js';

const folder = mkdtempSync(join(tmpdir(), 'npy-'));
const path = join(folder, 'numbers.npy');
afterAll(() => rmSync(folder, { recursive: true }));

const read = (content: Uint8Array, shape: readonly number[] | null = null) => {
  writeFileSync(path, content);
  return readFloats(path, shape);
};

/** As numpy.save writes np.float32([[1, -2.5, 3]]), byte for byte (NumPy 2.4). */
const ofNumpy = Buffer.concat([
  Buffer.from('934e554d505901007600', 'hex'),
  Buffer.from(`${"{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3), }".padEnd(117)}\n`),
  Buffer.from(Float32Array.of(1, -2.5, 3).buffer),
]);

describe("NumPy's files", () => {
  it('are written as NumPy writes them', () => {
    expect(npyOf('<f4', [1, 3], Float32Array.of(1, -2.5, 3))).toEqual(ofNumpy);
    expect(npyHeader('<i8', [7]).toString('latin1')).toContain("'shape': (7,), }");
  });

  it('come back as they were written, whatever their shape', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4), { maxLength: 4 }), fc.integer(), (shape, seed) => {
        const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, at) => Math.sin(seed + at));
        expect(read(npyOf('<f4', shape, values))).toEqual({ shape, values });
      }),
      { seed: 3 },
    );
  });

  it.each([
    ['is another file', Buffer.from('PK\x03\x04 not numbers at all'), null, 'is no .npy file'],
    [
      'is cut off within its header',
      ofNumpy.subarray(0, 60),
      null,
      'has a header that is cut off, or longer than 4 KB',
    ],
    ['is cut off within its numbers', ofNumpy.subarray(0, ofNumpy.length - 2), null, 'holds 10 bytes of numbers, and its shape [1, 3] asks for 12'], // prettier-ignore
    ['is longer than its shape', Buffer.concat([ofNumpy, Buffer.alloc(4)]), null, 'holds 16 bytes of numbers, and its shape [1, 3] asks for 12'], // prettier-ignore
    ['asks for more than any machine has', Buffer.from(ofNumpy.toString('latin1').replace('(1, 3), }         ', '(2147483648, 2), }'), 'latin1'), null, 'holds 12 bytes of numbers, and its shape [2147483648, 2] asks for 17179869184'], // prettier-ignore
    ['has another shape', ofNumpy, [-1, 4], 'has the shape [1, 3], and [n, 4] is expected'],
    ['holds doubles', npyOf('<i8', [1], BigInt64Array.of(1n)), null, "holds <i8, and float32 ('<f4') is expected"],
    ['is in Fortran order', Buffer.from(ofNumpy.toString('latin1').replace('False,', 'True, '), 'latin1'), null, 'is in Fortran order: write numpy.ascontiguousarray(values)'], // prettier-ignore
    ['has a header that is no literal', Buffer.from(ofNumpy.toString('latin1').replace("'descr'", '__imp__'), 'latin1'), null, 'has a header that cannot be read'], // prettier-ignore
  ])('one that %s is refused', (_, content, shape, message) => {
    expect(read(content, shape)).toBe(message);
  });
});
