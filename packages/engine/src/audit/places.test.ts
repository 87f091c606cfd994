import { describe, expect, it } from 'vitest';
import { describePlaces, placesIn } from './places.js';

const stack = `Error
    at randomBytes (node:internal/crypto/random:88:4)
    at new Outer (/home/a (b)/node_modules/lib/x.js:3:9)
    at Object.pixel [as read] (file:///home/a%20b/plugin.mjs?v=1:12:34)
    at eval (eval at make (/home/maker.js:1:1), <anonymous>:1:5)
    at Array.map (<anonymous>)
    at async /home/engine/train.ts:7:1
    at wasm://wasm/0001:wasm-function[7]:0x1
    at C:\\work\\x.js:5:6`;

describe('places', () => {
  it('are the frames that lie in files', () => {
    expect(placesIn(stack)).toEqual([
      { file: '/home/a (b)/node_modules/lib/x.js', line: 3 },
      { file: '/home/a b/plugin.mjs', line: 12 },
      { file: '/home/engine/train.ts', line: 7 },
      { file: 'C:\\work\\x.js', line: 5 },
    ]);
    expect(placesIn('Error: at /home/x.js:1:1 it went wrong')).toEqual([]);
  });

  it('are told by the nearest, and behind a library by the nearest that is none', () => {
    const places = placesIn(stack);
    expect(describePlaces(places)).toBe('at /home/a (b)/node_modules/lib/x.js:3, reached from /home/a b/plugin.mjs:12');
    expect(describePlaces(places.slice(1))).toBe('at /home/a b/plugin.mjs:12');
    expect(describePlaces(places.slice(0, 1))).toBe('at /home/a (b)/node_modules/lib/x.js:3');
    expect(describePlaces([])).toBe('by code that lies in no file');
  });
});
