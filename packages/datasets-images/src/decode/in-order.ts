import type { Worker } from 'node:worker_threads';

/** Tasks that a worker thread has at most, so that it never waits and memory stays small. */
const tasksAhead = 3;

/**
 * Has worker threads do numbered tasks, and takes their answers in the tasks' order.
 * @param send gives a task to a worker, which answers with its number.
 * @throws whatever `take` throws, and what a worker thread dies of.
 */
export async function inOrder<Answer extends { readonly number: number }>(
  workers: readonly Worker[],
  tasks: number,
  send: (worker: Worker, number: number) => void,
  take: (answer: Answer) => void,
): Promise<void> {
  if (tasks === 0) return;
  const waiting = new Map<number, Answer>();
  const busy = new Map(workers.map((worker) => [worker, 0]));
  let sent = 0;
  let taken = 0;
  // No worker waits for work, unless it is so far ahead that the slowest must catch up first.
  const refill = () => {
    for (const [worker, has] of busy) {
      for (let tasksOf = has; tasksOf < tasksAhead; tasksOf++) {
        if (sent === tasks || sent - taken >= workers.length * tasksAhead * 2) return;
        send(worker, sent++);
        busy.set(worker, tasksOf + 1);
      }
    }
  };
  const hear = (worker: Worker, answer: Answer) => {
    busy.set(worker, busy.get(worker)! - 1);
    waiting.set(answer.number, answer);
    for (let next = waiting.get(taken); next; next = waiting.get(taken)) {
      waiting.delete(taken++);
      take(next);
    }
    refill();
  };
  const silence: (() => void)[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      for (const worker of workers) {
        const onMessage = (answer: Answer) => {
          try {
            hear(worker, answer);
          } catch (error) {
            reject(error);
          }
          if (taken === tasks) resolve();
        };
        worker.on('error', reject).on('message', onMessage);
        silence.push(() => worker.off('error', reject).off('message', onMessage));
      }
      refill();
    });
  } finally {
    for (const stop of silence) stop();
  }
}
