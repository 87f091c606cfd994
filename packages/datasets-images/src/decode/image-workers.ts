import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { unreadable } from '../files/errors.js';
import type { Located } from '../files/source-files.js';
import { inOrder } from './in-order.js';
import { imageBytes, type ImageShape } from './shape.js';
import type { Decoded, Digested, Fact, Setup, Task } from './task.js';

/** Images of a task: enough that messages cost little beside it. */
const imagesATask = { decode: 32, digest: 256 } as const;

// Node runs compiled files only: where this is a source, as in tests, the worker is the one that was built from it.
const here = import.meta.url;
const program = new URL(here.endsWith('.ts') ? '../../dist/decode/worker.js' : './worker.js', here);

/** Worker threads that read images on all cores; they start with the first images, and stop with `close`. */
export class ImageWorkers {
  private workers: Worker[] = [];
  /** Memory of answers that were taken, of one size. */
  private rooms: ArrayBuffer[] = [];

  constructor(
    private readonly shape: ImageShape,
    private readonly threads = availableParallelism(),
  ) {}

  /**
   * Decodes images and hands them over in the order in which they were given.
   * @param onImage pixels (height x width x channels) are only valid during the call; meaningless where `fact.damage` is set.
   * @throws SeedbedError SB_DATA_READ; whatever `onImage` throws.
   */
  async decode(
    images: readonly Located[],
    onImage: (index: number, pixels: Uint8Array, fact: Fact) => void,
  ): Promise<void> {
    const size = imageBytes(this.shape);
    this.rooms = [];
    await this.work<Decoded>('decode', images, (first, { pixels, facts }) => {
      facts.forEach((fact, index) => onImage(first + index, pixels.subarray(index * size, (index + 1) * size), fact));
      this.rooms.push(pixels.buffer);
    });
  }

  /** SHA-256 of each image's file, in their order. @throws SeedbedError SB_DATA_READ. */
  async digest(images: readonly Located[], onDigests: (done: number) => void): Promise<string[]> {
    const digests: string[] = [];
    await this.work<Digested>('digest', images, (first, answer) => {
      digests.push(...answer.digests);
      onDigests(first + answer.digests.length);
    });
    return digests;
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
    this.workers = [];
  }

  private async work<Answer extends { readonly number: number }>(
    what: Task['what'],
    images: readonly Located[],
    take: (first: number, answer: Answer) => void,
  ): Promise<void> {
    const each = imagesATask[what];
    const tasks = Math.ceil(images.length / each);
    const setup: Setup = { shape: this.shape };
    const wanted = Math.min(this.threads, tasks);
    while (this.workers.length < wanted) this.workers.push(new Worker(program, { workerData: setup }));
    const send = (worker: Worker, number: number) => {
      const room = this.rooms.pop();
      const task: Task = {
        what,
        number,
        images: images.slice(number * each, (number + 1) * each),
        ...(room && { room }),
      };
      worker.postMessage(task, room ? [room] : []);
    };
    try {
      await inOrder<Answer>(this.workers, tasks, send, (answer) => take(answer.number * each, answer));
    } catch (error) {
      const { syscall, path } = error as NodeJS.ErrnoException;
      throw syscall !== undefined && path !== undefined ? unreadable(path, error) : error;
    }
  }
}
