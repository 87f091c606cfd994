import { describe, expect, it } from 'vitest';
import { table } from './table.js';

describe('table', () => {
  it('aligns words to the left, numbers to the right, and leaves no blanks at the end', () => {
    const rows = [['name', 'runs'], ['a', 5], ['longer', 12345], ['none']];
    expect(table(rows)).toBe('name    runs\na           5\nlonger  12345\nnone');
  });

  it('of nothing is empty', () => {
    expect(table([])).toBe('');
  });
});
