import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

interface Look {
  readonly index: number;
  readonly spent: number | null;
  readonly waits: boolean;
}
type Patience = (limits: object, every: number) => (look: Look) => string | undefined;

let patience: Patience;
beforeAll(async () => {
  const file = pathToFileURL(join(__dirname, '../../fuzz/patience.mjs')).href;
  ({ patience } = (await import(/* @vite-ignore */ file)) as { patience: Patience });
});

/** The first look, of so many, that is told that it takes too long, and what. */
function firstOf(looks: number, look: (at: number) => Look): readonly [number, string] | null {
  const tooLong = patience({ seconds: 10, waiting: 60, preparing: 120 }, 1);
  for (let at = 0; at < looks; at++) {
    const what = tooLong(look(at));
    if (what !== undefined) return [at, what];
  }
  return null;
}

describe('a case of the fuzzer takes too long', () => {
  it.each([
    ['that has a processor for itself', 1, 11],
    ['that gets a hundredth of one', 0.01, 1001],
  ])('when it used 10 s of processor time: one %s', (_, share, at) => {
    const answer = firstOf(2000, (look) => ({ index: 3, spent: 5 + look * share, waits: false }));
    expect(answer).toEqual([at, 'it took longer than 10 s of processor time']);
  });

  it('when it did nothing for 60 s, but not while it waits for a processor', () => {
    const still = (waits: boolean) => firstOf(1000, () => ({ index: 3, spent: 5, waits }));
    expect(still(true)).toEqual([61, 'it did nothing for longer than 60 s']);
    expect(still(false)).toBeNull();
  });

  it('when it only wakes up to wait again', () => {
    const answer = firstOf(200, (look) => ({ index: 3, spent: Math.floor(look / 3) / 100, waits: true }));
    expect(answer?.[1]).toBe('it did nothing for longer than 60 s');
  });

  it('when 60 s went by where the system says nothing', () => {
    expect(firstOf(100, () => ({ index: 3, spent: null, waits: true }))?.[0]).toBe(61);
  });

  it('counting from its own beginning, and with more patience while its process gets ready', () => {
    const spent = (look: number) => look * 9;
    expect(firstOf(100, (look) => ({ index: look, spent: spent(look), waits: true }))).toBeNull();
    const ready = firstOf(100, (look) => ({ index: -1, spent: spent(look), waits: false }));
    expect(ready).toEqual([14, 'it took longer than 120 s of processor time to get ready']);
  });
});
