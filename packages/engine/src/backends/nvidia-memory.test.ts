import { describe, expect, it } from 'vitest';
import { cardMemoriesIn, cardSeen, takenIn } from './nvidia-memory.js';

const [first, second] = [
  'GPU-5c1f7c9e-2a1b-7f5e-8f43-1f9f2a3b4c5d',
  'GPU-0a6e9d42-91c7-3b8a-d2f0-77aa10b3c4e6',
] as const;
const list = `0, ${first}, 143771, 143243\n1, ${second}, 81559, 4096\n`;

describe('cardMemoriesIn', () => {
  it('reads what the driver lists', () => {
    expect(cardMemoriesIn(list)).toEqual([
      { index: '0', uuid: first, total: 143_771 * 2 ** 20, free: 143_243 * 2 ** 20 },
      { index: '1', uuid: second, total: 81_559 * 2 ** 20, free: 4096 * 2 ** 20 },
    ]);
    expect(cardMemoriesIn(list.replaceAll('\n', '\r\n'))).toHaveLength(2);
  });

  it('leaves out what says nothing of its memory', () => {
    expect(cardMemoriesIn(`0, ${first}, [N/A], [N/A]\n`)).toEqual([]);
    expect(cardMemoriesIn(`0, ${first}, [Insufficient Permissions], 12\n`)).toEqual([]);
    expect(cardMemoriesIn('No devices were found\n')).toEqual([]);
    expect(cardMemoriesIn('')).toEqual([]);
  });
});

describe('cardSeen', () => {
  const cards = cardMemoriesIn(list);
  it.each([
    [undefined, first],
    ['1', second],
    ['1,0', second],
    [' 0', first],
    ['GPU-0a6e', second],
    ['', undefined],
    ['-1', undefined],
    ['2', undefined],
  ])('is the first that %j shows', (visible, uuid) => expect(cardSeen(cards, visible)?.uuid).toBe(uuid));
});

describe('takenIn', () => {
  it('is of one card, by process', () => {
    const taken = takenIn(`${first}, 4711, 1986\n${second}, 4711, 3\n${first}, 4712, 528\n`, first);
    expect([...taken]).toEqual([
      [4711, 1986 * 2 ** 20],
      [4712, 528 * 2 ** 20],
    ]);
  });

  it('knows nothing where the system does not say', () => {
    expect(takenIn(`${first}, 4711, [N/A]\n`, first).size).toBe(0);
    expect(takenIn('', first).size).toBe(0);
  });
});
