import { expect, it } from 'vitest';
import { printable } from './printable.js';

it('what a program prints moves no cursor and changes no color', () => {
  expect(printable('\u001b[31mred\u0007 \r \u009b2J')).toBe('\\x1b[31mred\\x07 \\x0d \\x9b2J');
});

it('lines, columns and letters of any language stay', () => {
  expect(printable('épreuve 1:\tüber\nжурнал ✓')).toBe('épreuve 1:\tüber\nжурнал ✓');
});
