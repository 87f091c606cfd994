import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { imageBytes, type ImageShape } from '@seedbed/core';
import type { Located } from '../files/source-files.js';
import type { Answer, Fact, Setup, Task } from './task.js';

const imagesATask = 32;
/** Tasks that a worker thread has at most, so that it never waits and memory stays small. */
const tasksAhead = 3;

// Node runs compiled files only: where this is a source, as in tests, the worker is the one that was built from it.
const here = import.meta.url;
const program = new URL(here.endsWith('.ts') ? '../../dist/decode/worker.js' : './worker.js', here);

/**
 * Decodes images on all cores and hands them over in the order in which they were given.
 * @param onImage pixels (height x width x 3) are only valid during the call; meaningless where `fact.damage` is set.
 * @throws whatever `onImage` throws, and what a worker thread dies of.
 */
export async function decodeAll(
  images: readonly Located[],
  shape: ImageShape,
  onImage: (index: number, pixels: Uint8Array, fact: Fact) => void,
  threads = availableParallelism(),
): Promise<void> {
  const tasks = Math.ceil(images.length / imagesATask);
  const taskOf = (number: number): Task => ({
    number,
    images: images.slice(number * imagesATask, (number + 1) * imagesATask),
  });
  const size = imageBytes(shape);
  const waiting = new Map<number, Answer>();
  const setup: Setup = { shape };
  const workers = Array.from({ length: Math.min(threads, tasks) }, () => new Worker(program, { workerData: setup }));
  const busy = new Map(workers.map((worker) => [worker, 0]));
  let sent = 0;
  let handedOver = 0;
  // No worker waits for work, unless it is so far ahead that the slowest must catch up first.
  const refill = () => {
    for (const [worker, has] of busy) {
      for (let tasksOf = has; tasksOf < tasksAhead; tasksOf++) {
        if (sent === tasks || sent - handedOver >= workers.length * tasksAhead * 2) return;
        worker.postMessage(taskOf(sent++));
        busy.set(worker, tasksOf + 1);
      }
    }
  };
  const handOver = ({ number, pixels, facts }: Answer) =>
    facts.forEach((fact, index) =>
      onImage(number * imagesATask + index, pixels.subarray(index * size, (index + 1) * size), fact),
    );
  const hear = (worker: Worker, answer: Answer) => {
    busy.set(worker, busy.get(worker)! - 1);
    waiting.set(answer.number, answer);
    for (let next = waiting.get(handedOver); next; next = waiting.get(handedOver)) {
      waiting.delete(handedOver++);
      handOver(next);
    }
    refill();
  };
  try {
    await new Promise<void>((resolve, reject) => {
      for (const worker of workers) {
        worker.on('error', reject).on('message', (answer: Answer) => {
          try {
            hear(worker, answer);
          } catch (error) {
            reject(error);
          }
          if (handedOver === tasks) resolve();
        });
      }
      refill();
      if (tasks === 0) resolve();
    });
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
