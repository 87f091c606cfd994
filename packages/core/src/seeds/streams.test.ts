import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SeedStreams, openStream, streamSeed } from './streams.js';

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

  it('draws a purpose that is tagged apart, whoever owns it, and no other', () => {
    const streams = new SeedStreams(5, 6, { subset: 'b', split: 'c' });
    for (const name of ['split', 'target/subset/a/b', 'target/order', 'subset/order', 'split/init/conv1'])
      streams.open(name);
    expect(Object.keys(streams.used)).toEqual([
      'split@c',
      'target/subset@b/a/b',
      'target/order',
      'subset/order',
      'split/init/conv1',
    ]);
    expect(draw(new SeedStreams(5, 6, { order: '1' }).open('target/order'))).toEqual(
      draw(new SeedStreams(5, 6).open('target/order@1')),
    );
  });
});
