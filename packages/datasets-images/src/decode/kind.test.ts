import { expect, test } from 'vitest';
import { makeJpeg } from '../testing/index.js';
import { isPicture, isReadable, kindOf } from './kind.js';

test.each(['a.jpg', 'A.JPEG', 'a/b.jpe', 'a.png', 'a.WebP', 'a.bmp', 'a.gif', 'a.tif', 'a.heic', 'a.svg', 'b.avif'])(
  '%s is a picture by its name',
  (name) => expect(isPicture(name)).toBe(true),
);

test.each(['a.txt', 'jpg', 'a.jpg.part', 'a/._b.jpg', '._a.png', 'list.csv', 'a.png/readme'])('%s is none', (name) =>
  expect(isPicture(name)).toBe(false),
);

test('a JPEG is known by its content', async () => {
  const kind = kindOf(await makeJpeg());
  expect([kind, isReadable(kind)]).toEqual(['JPEG', true]);
});

test.each([
  ['\x89PNG\r\n\x1a\n', 'PNG', true],
  ['GIF89a', 'GIF', true],
  ['RIFF\x10\0\0\0WEBPVP8 ', 'WebP', true],
  ['RIFF\x10\0\0\0WAVEfmt ', undefined, false],
  ['BM6\0\0\0', 'BMP', true],
  ['II*\0', 'TIFF', false],
  ['MM\0*', 'TIFF', false],
  ['\0\0\0\x18ftypheic\0\0\0\0mif1', 'HEIC', false],
  ['\0\0\0\x1cftypavif\0\0\0\0mif1', 'AVIF', false],
  ['%PDF-1.4', 'PDF', false],
  ['<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">', 'SVG', false],
  ['\xef\xbb\xbf<svg>', 'SVG', false],
  ['<!DOCTYPE html><html>not found</html>', 'HTML', false],
  ['hello', undefined, false],
  ['', undefined, false],
])('%j begins as %s does', (head, kind, readable) => {
  const found = kindOf(Buffer.from(head, 'latin1'));
  expect([found, isReadable(found)]).toEqual([kind, readable]);
});
