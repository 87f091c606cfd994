import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SeedStreams, openStream, streamSeed } from './streams.js';

/** Frozen: where one of these moves, no earlier result can be had again. */
const frozen = [
  {
    name: 'split',
    seed: '3a3423ca516403ec3feda16b7c976b609769734e2a058be4232926f8bd15989e',
    uniforms: [0.5047304719225589, 0.6064942275484364, 0.2583581130676301],
    belows: [504, 606, 258, 660, 829],
  },
  {
    name: 'target/order',
    seed: '60941be2a9a8d7202436072adcb0b0f223a0c2fc459b2c9bb1935aa183c3a64b',
    uniforms: [0.6361728097695097, 0.8434465928724207, 0.2917795817936749],
    belows: [636, 843, 291, 499, 478],
  },
  {
    name: 'source/init/conv1',
    seed: 'e3fc49fc0fa1513d224e4c2d02a630fe870d60b75d5040e4b11a32b961a7d8b8',
    uniforms: [0.6958155681253319, 0.6683981792203718, 0.773482009449613],
    belows: [695, 668, 773, 134, 418],
  },
];

describe('streamSeed', () => {
  it('is the SHA-256 of the canonical JSON of derivation, experiment seed, replicate and name', () => {
    const text = '["seedbed-stream/1",1998,2,"target/subset/Ankle boot"]';
    expect(streamSeed(1998, 2, 'target/subset/Ankle boot')).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('tells seeds, replicates and names apart', () => {
    const seeds = [
      streamSeed(1, 0, 'split'),
      streamSeed(0, 1, 'split'),
      streamSeed(1, 1, 'split'),
      streamSeed(10, 0, 'split'),
      streamSeed(1, 0, 'target/order'),
      streamSeed(1, 0, 'source/order'),
      streamSeed(1, 0, 'source/init/conv1'),
      streamSeed(1, 0, 'source/init/conv11'),
    ];
    expect(new Set(seeds).size).toBe(seeds.length);
  });
});

describe('openStream', () => {
  it.each(frozen)('gives the numbers of $name that it always gave', ({ name, seed, uniforms, belows }) => {
    const streams = new SeedStreams(1998, 0);
    const stream = streams.open(name);
    expect(stream.seed).toBe(seed);
    expect(uniforms.map(() => stream.uniform())).toEqual(uniforms);
    const again = streams.open(name);
    expect(belows.map(() => again.below(1000))).toEqual(belows);
  });

  it('draws multiples of 2^-53 from [0, 1), evenly', () => {
    const stream = openStream('even');
    const bins = new Uint32Array(10);
    for (let draw = 0; draw < 20_000; draw++) {
      const value = stream.uniform();
      expect(value >= 0 && value < 1 && Number.isInteger(value * 2 ** 53)).toBe(true);
      bins[Math.floor(value * 10)] = (bins[Math.floor(value * 10)] as number) + 1;
    }
    // 2,000 each; the standard deviation is 42.
    for (const count of bins) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('draws integers below a bound, all of them', () => {
    const stream = openStream('below');
    const seen = new Set(Array.from({ length: 500 }, () => stream.below(7)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(stream.below(1)).toBe(0);
  });

  it('takes one number of the generator for each number drawn, of either kind', () => {
    const [first, second] = [openStream('same'), openStream('same')];
    first.uniform();
    second.below(3);
    expect(first.uniform()).toBe(second.uniform());
  });
});

describe('SeedStreams', () => {
  const draw = (stream: { uniform(): number }) => Array.from({ length: 5 }, () => stream.uniform());

  it('gives a stream the same numbers whatever else is opened or drawn, before, between or after', () => {
    const alone = draw(new SeedStreams(1998, 3).open('target/order'));
    const streams = new SeedStreams(1998, 3);
    draw(streams.open('split'));
    const order = streams.open('target/order');
    const mixed = Array.from({ length: 5 }, (_, index) => {
      draw(streams.open(`target/init/conv${index}`));
      return order.uniform();
    });
    expect(mixed).toEqual(alone);
    expect(draw(streams.open('target/order'))).toEqual(alone);
    expect(draw(new SeedStreams(1998, 4).open('target/order'))).not.toEqual(alone);
  });

  it('remembers what was opened, with its seed', () => {
    const streams = new SeedStreams(5, 6);
    streams.open('split');
    streams.open('target/order');
    streams.open('split');
    expect(streams.used).toEqual({
      split: streamSeed(5, 6, 'split'),
      'target/order': streamSeed(5, 6, 'target/order'),
    });
  });
});
