import type { Stream } from '@seedbed/core';
import { expect } from 'vitest';

/** A stream that gives what it is told, so that a flip and a shift can be asked for. */
export function scripted(uniforms: number[], belows: number[]): Stream & { readonly bounds: number[] } {
  const bounds: number[] = [];
  return {
    seed: 'scripted',
    bounds,
    position: 0,
    skip: () => expect.fail('nothing is to be skipped'),
    uniform: () => uniforms.shift() ?? expect.fail('one uniform number too many was drawn'),
    below(bound) {
      bounds.push(bound);
      return belows.shift() ?? expect.fail('one integer too many was drawn');
    },
  };
}
