import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { digestOf, sha256 } from '../digest/canonical.js';
import { checkpointFormat, decodeCheckpoint, encodeCheckpoint } from './checkpoint.js';

const checkpoint = {
  runId: digestOf('run'),
  step: 7,
  state: { positions: { order: 448 }, note: 'one\nline\u2028more' },
  arrays: [Float32Array.from([1.5, -0, NaN, Infinity, 1e-45]), new Float32Array(), Float32Array.from([3])],
};

describe('a checkpoint', () => {
  it('comes back bit for bit', () => {
    const numbers = fc.array(fc.float32Array({ maxLength: 9 }), { maxLength: 4 });
    fc.assert(
      fc.property(numbers, fc.jsonValue(), fc.nat(), (arrays, state, step) => {
        const whole = decodeCheckpoint(encodeCheckpoint({ ...checkpoint, arrays, state, step }));
        if (typeof whole === 'string') throw new Error(whole);
        expect({ ...whole, state: null, arrays: null }).toEqual({ ...checkpoint, step, state: null, arrays: null });
        expect(JSON.stringify(whole.state)).toBe(JSON.stringify(state));
        expect(whole.arrays.map((array) => Buffer.from(array.buffer).toString('hex'))).toEqual(
          arrays.map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('hex')),
        );
      }),
      { numRuns: 100, seed: 3 },
    );
  });

  it('comes back from the middle of a buffer', () => {
    const bytes = encodeCheckpoint(checkpoint);
    const around = new Uint8Array(bytes.length + 10);
    around.set(bytes, 3);
    expect(decodeCheckpoint(around.subarray(3, 3 + bytes.length))).toEqual(checkpoint);
  });

  it('is refused, with a reason, when any bit of it is another, but for the name of its run', () => {
    const whole = encodeCheckpoint(checkpoint);
    const reasons = new Set<string>();
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const bytes = Uint8Array.from(whole);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      const read = decodeCheckpoint(bytes);
      if (typeof read === 'string') reasons.add(read);
      // The store compares the name with the file's.
      else expect(read.runId).not.toBe(checkpoint.runId);
    }
    expect([...reasons].filter((reason) => !reason.startsWith('it has the format')).sort()).toEqual([
      'it is no checkpoint',
      'it was changed or cut short: its digest does not match',
      'its header names another step',
    ]);
  });

  it('is refused wherever it is cut', () => {
    const whole = encodeCheckpoint(checkpoint);
    for (let length = 0; length < whole.length; length++)
      expect(typeof decodeCheckpoint(whole.subarray(0, length))).toBe('string');
  });

  it('is refused before anything is copied when its lengths, with a digest of their own, are none', () => {
    const slices = vi.spyOn(ArrayBuffer.prototype, 'slice');
    for (const lengths of [[3, -3, 3, -3, 3, -3, 3], [-3, 6], [null, '3'], [0.5, 2.5, 1], [3, 1e9], []]) {
      const body = Buffer.concat([
        Buffer.from(`${JSON.stringify({ step: 7, state: {}, lengths })}\n`),
        Buffer.alloc(12),
      ]);
      const header = { format: checkpointFormat, runId: checkpoint.runId, step: 7, sha256: sha256(body) };
      const forged = Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]);
      expect(decodeCheckpoint(forged)).toBe('its arrays are not of the length that it names');
    }
    expect(slices).not.toHaveBeenCalled();
  });
});
