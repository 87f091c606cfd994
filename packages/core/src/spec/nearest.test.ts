import { describe, expect, it } from 'vitest';
import { choices, nearest } from './nearest.js';

const classes = Array.from({ length: 100 }, (_, index) => `n${index}/${'abcdefghij'[index % 10]}/class`);

describe('the nearest word', () => {
  it.each([
    ['sead', ['name', 'seed'], 'seed'],
    ['CPU', ['tensorflow', 'cpu'], 'cpu'],
    ['zzzzzzz', ['tensorflow', 'webgpu', 'wasm', 'cpu'], undefined],
    ['a', ['ls', 'gc'], undefined],
    ['', ['ls'], undefined],
    ['base(1x)', ['base(1x)', 'base(2x)'], 'base(2x)'],
    ['x', [], undefined],
  ])('to "%s" of %j is %s', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });
});

describe('choices', () => {
  it('are as many as can be read, and the nearest of all', () => {
    const hint = choices('n97/h/clas', classes);
    expect(hint).toMatch(/^did you mean "n97\/h\/class"\? there are n0\/a\/class, /);
    expect(hint).toMatch(/, n29\/j\/class and 70 more$/);
    expect(choices('zzzzzzzzzzzzzzzzzzzzz', ['b', 'a'])).toBe('there are b, a');
    expect(choices('x', [])).toBe('there are none');
  });
});
