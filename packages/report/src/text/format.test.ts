import { describe, expect, it } from 'vitest';
import { signed, written } from '../values/quantity.js';
import { pValue } from './format.js';

describe('numbers as text', () => {
  it('writes points with one decimal and never a negative zero', () => {
    expect([87.34, -0.04, -1.25].map(written(1))).toEqual(['87.3', '0.0', '−1.3']);
    expect([0.04, 1.2, -3].map(signed(1))).toEqual(['0.0', '+1.2', '−3.0']);
  });

  it('writes p values with three decimals', () => {
    expect([0.0004, 0.0312].map(pValue)).toEqual(['< 0.001', '0.031']);
  });
});
