import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { permutation } from './permutation.js';
import { referenceDoubles, referencePermutation } from '../testing/reference-stream.js';
import { SeedStreams } from './streams.js';

/**
 * Every kind of stream of replicate 0 of the experiment seed 1998: seed, first numbers, first permutation of eight. Where
 * one of these moves, no earlier result can be had again.
 */
const frozen = [
  {
    name: 'split',
    seed: '3a3423ca516403ec3feda16b7c976b609769734e2a058be4232926f8bd15989e',
    uniforms: [0.5047304719225589, 0.6064942275484364, 0.2583581130676301],
    permutation: [0, 5, 2, 6, 3, 1, 7, 4],
  },
  {
    name: 'source/subset/Bag',
    seed: 'f39b70dc35f2faf5c8c691d98f1da4d638f9b6dbe60caba2702590de97017bcc',
    uniforms: [0.2718174906283476, 0.33915169020195013, 0.3769886554651837],
    permutation: [0, 5, 3, 1, 4, 6, 7, 2],
  },
  {
    name: 'target/subset/Bag',
    seed: '42bc6cb3f9618008ee3421407dd982dc8d80d830ac31b729219f14053b770bba',
    uniforms: [0.1488841988924634, 0.9368186406275228, 0.9449527820087026],
    permutation: [4, 2, 3, 7, 0, 5, 6, 1],
  },
  {
    name: 'source/init/conv1',
    seed: 'e3fc49fc0fa1513d224e4c2d02a630fe870d60b75d5040e4b11a32b961a7d8b8',
    uniforms: [0.6958155681253319, 0.6683981792203718, 0.773482009449613],
    permutation: [2, 3, 7, 1, 0, 6, 4, 5],
  },
  {
    name: 'target/init/conv1',
    seed: '7dd0065e77f6c56da2e098eceb8e93193c00a447c86c3a12015c22edd0a87f47',
    uniforms: [0.06677431637284703, 0.28689971832975036, 0.1404844555696545],
    permutation: [5, 6, 4, 1, 3, 7, 2, 0],
  },
  {
    name: 'source/order',
    seed: '73994bdea9b2a469403cbcb5c7053f5fea18737cf724b30544a4cb3d290cbdd5',
    uniforms: [0.7915416641951301, 0.42107106586312093, 0.1758696111792485],
    permutation: [3, 4, 0, 5, 7, 1, 2, 6],
  },
  {
    name: 'target/order',
    seed: '60941be2a9a8d7202436072adcb0b0f223a0c2fc459b2c9bb1935aa183c3a64b',
    uniforms: [0.6361728097695097, 0.8434465928724207, 0.2917795817936749],
    permutation: [0, 3, 4, 6, 2, 1, 7, 5],
  },
  {
    name: 'source/augment',
    seed: 'dac22101a9bd9cbb91737ce8622a19de17251cfefa75cb666c64094e179bfa5a',
    uniforms: [0.9249563602578269, 0.2096984355039272, 0.836400202400386],
    permutation: [4, 6, 2, 3, 0, 5, 1, 7],
  },
  {
    name: 'target/augment',
    seed: '449f7903f58a8590660b42527d1d4199f1abf6a03068963772aca7ccc4bbfb29',
    uniforms: [0.5676711184988639, 0.3737256575538165, 0.6041868996114627],
    permutation: [1, 7, 0, 6, 5, 3, 2, 4],
  },
  {
    name: 'source/dropout/dense1',
    seed: '04230c7c1bfed2924170b4aede2395fbbc1f2c6a1eebd60a71c3e518b2a93ed9',
    uniforms: [0.24558244998249446, 0.9202076730446053, 0.781964380312394],
    permutation: [7, 2, 0, 3, 5, 4, 6, 1],
  },
  {
    name: 'target/dropout/dense1',
    seed: '98dce50e1aa92ecf0ecb2e76fa2352dc234c1e2a94f4b675e8aa02adb6804605',
    uniforms: [0.4423397279501482, 0.12936661248778547, 0.8922036796862759],
    permutation: [6, 7, 1, 4, 2, 5, 0, 3],
  },
  {
    name: 'source/labels',
    seed: '9288fc3e7852898986c16aa8fb7eb5ad3df5a47f2e03eeae5191147720f70637',
    uniforms: [0.5251409850739102, 0.08270089556681492, 0.6126924539540629],
    permutation: [2, 6, 1, 7, 5, 3, 0, 4],
  },
];

describe.each(frozen)('the stream $name', ({ name, seed, uniforms, permutation: order }) => {
  it('gives the numbers that it always gave', () => {
    const streams = new SeedStreams(1998, 0);
    const stream = streams.open(name);
    expect(stream.seed).toBe(seed);
    expect(uniforms.map(() => stream.uniform())).toEqual(uniforms);
    expect([...permutation(8, streams.open(name))]).toEqual(order);
  });

  it('is derived as docs/decisions/seed-streams.md says', () => {
    const text = `["seedbed-stream/1",1998,0,"${name}"]`;
    expect(createHash('sha256').update(text).digest('hex')).toBe(seed);
    const stream = new SeedStreams(1998, 0).open(name);
    const doubles = referenceDoubles(seed);
    for (let draw = 0; draw < 500; draw++) expect(stream.uniform()).toBe(doubles());
    expect(referencePermutation(8, referenceDoubles(seed))).toEqual(order);
  });
});
