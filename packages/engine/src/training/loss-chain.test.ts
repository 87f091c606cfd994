import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LossChain } from './loss-chain.js';

const chainOf = (...losses: number[]) => {
  const chain = new LossChain(10);
  for (const loss of losses) chain.append(loss);
  return chain.record;
};

describe('LossChain', () => {
  it('starts at 32 zero bytes', () => {
    expect(chainOf()).toEqual({ steps: 0, bits: '', chain: '0'.repeat(64) });
  });

  it('keeps its formula: other tools follow it', () => {
    // printf of the bytes through sha256sum: 32 zeros and 00 00 80 3f; then that digest and 00 00 20 c0.
    expect(chainOf(1)).toEqual({
      steps: 1,
      bits: 'AACAPw==',
      chain: 'acdbb71b9e178d7d1d4dfc1d69eed2079b330350e6c5e8563f5d5cc70aac63b0',
    });
    expect(chainOf(1, -2.5)).toEqual({
      steps: 2,
      bits: 'AACAPwAAIMA=',
      chain: '11aaa648e9e21df2202d5021a9f25ac9a78b049da57c9fa98a5196b93a34eecc',
    });
  });

  it('can be followed from the bits alone', () => {
    const { bits, chain } = chainOf(2.3025851, 1.5, 0.125, 1e-30);
    const bytes = Buffer.from(bits, 'base64');
    let link = Buffer.alloc(32);
    for (let at = 0; at < bytes.length; at += 4) {
      link = createHash('sha256')
        .update(Buffer.concat([link, bytes.subarray(at, at + 4)]))
        .digest();
    }
    expect(link.toString('hex')).toBe(chain);
    expect(bytes.readFloatLE(0)).toBe(Math.fround(2.3025851));
  });

  it('writes every NaN with the same bits, whichever the processor made', () => {
    const nans = new Float32Array(Uint32Array.of(0xffc00000, 0x7fc00000, 0x7fc00001).buffer);
    for (const nan of nans)
      expect(chainOf(1, nan).bits).toBe(Buffer.from('0000803f0000c07f', 'hex').toString('base64'));
  });

  it('tells a prefix, an order and the last bit apart', () => {
    const chains = [chainOf(1, 2), chainOf(2, 1), chainOf(1), chainOf(1, 2, 2), chainOf(1, 2 + 2 ** -22)];
    expect(new Set(chains.map(({ chain }) => chain)).size).toBe(chains.length);
  });
});
