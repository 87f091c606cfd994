import { expect, it } from 'vitest';
import { lossAt, lossBitsOf, lossChainOf, lossSteps } from './loss-chain.js';

it('the chain keeps its formula: other tools follow it', () => {
  // printf of the bytes through sha256sum: 32 zeros and 00 00 80 3f; then that digest and 00 00 20 c0.
  expect(lossChainOf(lossBitsOf({ bits: '' })!)).toBe('0'.repeat(64));
  expect(lossChainOf(lossBitsOf({ bits: 'AACAPw==' })!)).toBe(
    'acdbb71b9e178d7d1d4dfc1d69eed2079b330350e6c5e8563f5d5cc70aac63b0',
  );
  const bits = lossBitsOf({ bits: 'AACAPwAAIMA=' })!;
  expect(lossChainOf(bits)).toBe('11aaa648e9e21df2202d5021a9f25ac9a78b049da57c9fa98a5196b93a34eecc');
  expect([lossSteps(bits), lossAt(bits, 1), lossAt(bits, 2)]).toEqual([2, 1, -2.5]);
});

it('text that is not the base64 of whole losses is none', () => {
  for (const bits of ['AAAA', 'AACAPw', 'AACAPw==\n', '*', 'AACAPx==']) expect(lossBitsOf({ bits })).toBeNull();
});
