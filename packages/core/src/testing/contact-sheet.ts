import { crc32, deflateSync } from 'node:zlib';
import { sha256 } from '../digest/canonical.js';
import type { Dataset, ImageShape } from '../dataset/contract.js';
import { imageBytes, partOrder } from '../dataset/packed-format.js';

/** Pictures a class and part. */
const shownOfEach = 4;

function chunk(kind: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const length = Buffer.alloc(4);
  const sum = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** An image as PNG: eight bits, grey or colour, no filter. */
export function pngOf({ height, width, channels }: ImageShape, pixels: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, channels === 1 ? 0 : 2], 8);
  const row = width * channels;
  const rows = Buffer.alloc(height * (row + 1));
  for (let at = 0; at < height; at++) rows.set(pixels.subarray(at * row, (at + 1) * row), at * (row + 1) + 1);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', new Uint8Array())]); // prettier-ignore
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** A page for the eye: pictures of each class, in both parts, each with the line that confirms it. */
export function contactSheet(title: string, dataset: Dataset): string {
  const { classes, counts, image } = dataset;
  const picture = (part: (typeof partOrder)[number], classIndex: number, item: number) => {
    const pixels = new Uint8Array(imageBytes(image));
    dataset.readImage(part, classIndex, item, pixels, 0);
    const line = `{ part: '${part}', class: ${JSON.stringify(classes[classIndex])}, item: ${item}, digest: '${sha256(pixels).slice(0, 16)}' },`; // prettier-ignore
    const source = `data:image/png;base64,${pngOf(image, pixels).toString('base64')}`;
    return `<figure><img src="${source}" alt=""><figcaption><code>${escaped(line)}</code></figcaption></figure>`;
  };
  const rows = classes.map((name, classIndex) => {
    const pictures = partOrder.flatMap((part) => {
      const images = counts[part][classIndex]!;
      const items = Array.from({ length: Math.min(shownOfEach, images) }, (_, place) => Math.floor((place * images) / Math.min(shownOfEach, images))); // prettier-ignore
      return items.map((item) => picture(part, classIndex, item));
    });
    return `<h2>${escaped(name)}</h2>\n<div>${pictures.join('\n')}</div>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escaped(title)}</title>
<style>
body { font: 14px sans-serif; } div { display: flex; flex-wrap: wrap; gap: 12px; } figure { margin: 0; width: 180px; }
img { width: 128px; image-rendering: pixelated; } code { font-size: 10px; overflow-wrap: anywhere; }
</style>
<h1>${escaped(title)}</h1>
<p>Does each picture show its class, the right way up? Copy the lines of three that do into the plugin's test.</p>
${rows.join('\n')}
</html>
`;
}
