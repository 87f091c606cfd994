/* A machine of the cluster: runs one task after another with Seedbed's own scheduler, fails, freezes, comes back. */
import { SimulatedWorker } from './worker.mjs';

export class SimulatedNode {
  frozenUntil = 0;
  /** Since when, and how long, milliseconds, each time. */
  #sleeps = [];
  /** When each run was begun here: a second attempt goes on under the lease of the first. */
  #begun = new Map();
  task = null;
  /** Counts how often it was started: what belongs to an earlier life never happens. */
  life = 0;

  constructor(cluster, number) {
    this.cluster = cluster;
    this.host = `node-${number}`;
    this.#awaitTrouble();
  }

  /** As `thisMachine` of the command. Processes of an earlier life have another id, and are dead. */
  get machine() {
    const { timeline } = this.cluster;
    const life = this.life;
    return {
      process: { host: this.host, pid: 2 ** 30 + life, space: this.host, started: null },
      now: () => timeline.now,
      sleep: (milliseconds) => new Promise((resolve) => this.in(milliseconds, resolve)),
      every: (milliseconds, call) => {
        let stopped = false;
        const tick = () => {
          if (stopped) return;
          call();
          this.in(milliseconds, tick);
        };
        this.in(milliseconds, tick);
        return () => (stopped = true);
      },
      atExit: () => () => {},
    };
  }

  /** Something that happens here, later: not while the machine is frozen, and not when it failed before. */
  in(milliseconds, call) {
    const { timeline } = this.cluster;
    const life = this.life;
    const happen = () => {
      if (life !== this.life) return;
      if (timeline.now < this.frozenUntil) timeline.at(this.frozenUntil, happen);
      else call();
    };
    timeline.in(milliseconds, happen);
  }

  begunAt(runId) {
    if (!this.#begun.has(runId)) this.#begun.set(runId, this.cluster.timeline.now);
    return this.#begun.get(runId);
  }

  /** Whether it slept on from that time, or later, for longer than a lease lasts without a sign of life. */
  sleptSince(time) {
    const { expired, renewed } = this.cluster.leaseSeconds;
    // The last sign of life may have been just before, or as long ago as may be.
    const mayExpire = (expired - renewed) * 1000;
    return this.#sleeps.some(({ at, lasts }) => at + lasts - Math.max(at, time) > mayExpire);
  }

  /** What `seedbed run` does in a task. */
  async start(task) {
    this.task = task;
    const { cluster, life } = this;
    const hire = async () => new SimulatedWorker(this);
    const states = cluster.lookUp(task.configs);
    const due = states.filter((state) => !state.stored);
    const stored = new Map(states.flatMap(({ run, stored: manifest }) => (manifest ? [[run.configId, manifest]] : [])));
    const { troubles } = await cluster.trainAll(due, stored, {
      ...{ jobs: cluster.workersANode, store: cluster.store, memory: Infinity, failFast: false, retries: 1 },
      ...{ bar: { update() {}, stop() {} }, first: await hire(), hire, machine: this.machine },
      ...{ onNote() {}, onDone() {} },
    });
    if (life !== this.life) return;
    this.task = null;
    cluster.ended(this, task, troubles.length);
  }

  #awaitTrouble() {
    const { cluster } = this;
    const { timeline, draw, rates } = cluster;
    const fails = draw.wait(rates.node);
    const freezes = draw.wait(rates.freeze);
    if (Math.min(fails, freezes) === Infinity) return;
    timeline.in(Math.min(fails, freezes) * 1000, () => {
      if (fails < freezes) this.#fail();
      else this.#freeze();
      this.#awaitTrouble();
    });
  }

  /** All its processes are gone at once; Slurm notices, and queues the task again. */
  #fail() {
    const { cluster, task } = this;
    this.life++;
    this.#begun.clear();
    cluster.counts.nodesLost++;
    this.task = null;
    cluster.lost(this, task);
  }

  /** It stops for longer than its leases last, Slurm gives it up, and then its processes go on as if nothing had been. */
  #freeze() {
    const { cluster, task } = this;
    cluster.counts.freezes++;
    const lasts = cluster.draw.between(60, 900) * 1000;
    this.#sleeps.push({ at: cluster.timeline.now, lasts });
    this.frozenUntil = Math.max(this.frozenUntil, cluster.timeline.now + lasts);
    if (task && lasts > cluster.noticedAfter * 1000) cluster.givenUp(task);
  }
}
