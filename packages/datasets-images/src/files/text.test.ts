import { expect, test } from 'vitest';
import { textOf } from './text.js';

const text = 'abbey 0\r\nk\u00e4se 1\r\n';
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();
const mark = '\ufeff';

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a byte order mark', Buffer.from(mark + text)],
  ['UTF-8, decomposed', Buffer.from(text.normalize('NFD'))],
  ['UTF-16 with a byte order mark', Buffer.from(mark + text, 'utf16le')],
  ['UTF-16, the other order of bytes', swapped(Buffer.from(mark + text, 'utf16le'))],
  ['UTF-16 without a byte order mark', Buffer.from(text, 'utf16le')],
  ['UTF-16 without one, the other order', swapped(Buffer.from(text, 'utf16le'))],
])('%s says the same', (_, bytes) => {
  expect(textOf(bytes)).toBe(text);
});

test.each(['', 'a'])('"%s" is what it is', (short) => {
  expect(textOf(Buffer.from(short))).toBe(short);
});
