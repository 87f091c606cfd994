/* A cluster with a queue, as Slurm has it: tasks wait for others, run on machines, and are queued again when those fail. */
import { SimulatedNode } from './node.mjs';

export class SimulatedCluster {
  /** Seconds until a machine that fails is missed, and until it is back. */
  noticedAfter = 300;
  backAfter = 900;
  counts = { workersLost: 0, nodesLost: 0, freezes: 0, requeued: 0, seconds: 0, trained: 0, tasks: 0, failedRuns: 0 };
  /** By run id, for each time that it was trained to its end, whether its machine had slept longer than a lease lasts. */
  trained = new Map();
  #queue = [];
  #idle = [];
  #open = 0;
  #waiting = new Map();

  /**
   * @param parts what of Seedbed is driven (trainAll, RunFailure, lookUp, finish), the store, the timeline, the draw, the
   * runs by config id, the rates of trouble (a second, of a worker or machine), the number of machines, workers on each.
   */
  constructor(parts) {
    Object.assign(this, parts);
    for (let number = 0; number < this.nodes; number++) this.#idle.push(new SimulatedNode(this, number));
  }

  /** @param packs as `seedbed run --executor slurm` submits them. */
  submit(packs) {
    this.#open = packs.length;
    this.#waiting = new Map();
    packs.forEach(({ configs, after }, number) => {
      const task = { number, configs, waitsFor: after.length };
      if (after.length === 0) this.#queue.push(task);
      for (const pack of after) this.#waiting.set(pack, [...(this.#waiting.get(pack) ?? []), task]);
    });
    this.#dispatch();
  }

  get done() {
    return this.#open === 0;
  }

  #dispatch() {
    while (this.#queue.length > 0 && this.#idle.length > 0) {
      this.counts.tasks++;
      void this.#idle.pop().start(this.#queue.shift());
    }
  }

  /** A task has come to its end; those that wait for it start, however it ended. */
  ended(node, task, failed) {
    this.counts.failedRuns += failed;
    this.#idle.push(node);
    if (!task.over) {
      task.over = true;
      this.#open--;
      this.#queue.push(...(this.#waiting.get(task.number) ?? []).filter((next) => --next.waitsFor === 0));
    }
    this.#dispatch();
  }

  lost(node, task) {
    this.#idle = this.#idle.filter((other) => other !== node);
    this.timeline.in(this.backAfter * 1000, () => {
      if (!node.task && !this.#idle.includes(node)) this.#idle.push(node);
      this.#dispatch();
    });
    if (task && !task.over) this.timeline.in(this.noticedAfter * 1000, () => this.#again(task));
  }

  givenUp(task) {
    this.timeline.in(this.noticedAfter * 1000, () => this.#again(task));
  }

  #again(task) {
    if (task.over) return;
    this.counts.requeued++;
    this.#queue.unshift(task);
    this.#dispatch();
  }
}
