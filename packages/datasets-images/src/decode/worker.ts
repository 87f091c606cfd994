import { hash } from 'node:crypto';
import fs from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { Located } from '../files/source-files.js';
import { decodePicture } from './decode.js';
import { Undecodable } from './picture.js';
import { toShape } from './resize.js';
import { imageBytes } from './shape.js';
import type { Decoded, Digested, Fact, Setup, Task } from './task.js';

/* A worker thread: does one task after the other. It may read from a file that the main thread has open. */

const { shape } = workerData as Setup;
const size = imageBytes(shape);

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

async function decodeInto(image: Located, target: Uint8Array): Promise<Fact> {
  try {
    const { pixels, ...about } = await decodePicture(read(image));
    toShape({ ...about, pixels }, shape, target);
    return about;
  } catch (error) {
    if (!(error instanceof Undecodable)) throw error;
    const { message: damage, kind } = error;
    return { damage, ...(kind !== undefined && { kind }), width: 0, height: 0, remarks: [] };
  }
}

async function decodeAll({ number, images, room }: Task): Promise<Decoded> {
  const pixels = room ? new Uint8Array(room, 0, images.length * size) : new Uint8Array(images.length * size);
  const facts: Fact[] = [];
  for (const [index, image] of images.entries()) {
    facts.push(await decodeInto(image, pixels.subarray(index * size, (index + 1) * size)));
  }
  return { number, pixels, facts };
}

function digestAll({ number, images }: Task): Digested {
  return { number, digests: images.map((image) => hash('sha256', read(image))) };
}

parentPort?.on('message', async (task: Task) => {
  if (task.what === 'digest') return parentPort?.postMessage(digestAll(task));
  const answer = await decodeAll(task);
  parentPort?.postMessage(answer, [answer.pixels.buffer as ArrayBuffer]);
});
