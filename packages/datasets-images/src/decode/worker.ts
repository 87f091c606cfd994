import fs from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { Located } from '../files/source-files.js';
import { decode, Undecodable } from './jpeg.js';
import { toShape } from './resize.js';
import type { Answer, Fact, Setup, Task } from './task.js';

/* A worker thread: decodes one task after the other. It may read from a file that the main thread has open. */

const { shape } = workerData as Setup;
const size = shape.height * shape.width * 3;

function read(image: Located): Uint8Array {
  if ('path' in image) return fs.readFileSync(image.path);
  const bytes = new Uint8Array(image.length);
  for (let done = 0; done < image.length;) {
    const got = fs.readSync(image.file, bytes, done, image.length - done, image.start + done);
    if (got === 0) throw new Undecodable('it was cut short while it was read');
    done += got;
  }
  return bytes;
}

async function decodeInto(image: Located, target: Uint8Array, offset: number): Promise<Fact> {
  try {
    const picture = await decode(read(image));
    target.set(toShape(picture, shape), offset);
    return { width: picture.width, height: picture.height, grey: picture.components === 1 };
  } catch (error) {
    if (error instanceof Undecodable) return { damage: error.message, width: 0, height: 0, grey: false };
    throw error;
  }
}

parentPort?.on('message', async ({ number, images }: Task) => {
  const pixels = new Uint8Array(images.length * size);
  const facts: Fact[] = [];
  for (const [index, image] of images.entries()) facts.push(await decodeInto(image, pixels, index * size));
  const answer: Answer = { number, pixels, facts };
  parentPort?.postMessage(answer, [pixels.buffer]);
});
