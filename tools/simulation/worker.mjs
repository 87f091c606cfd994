/* A worker that computes nothing: it takes its time, dies now and then, and stores a manifest as a real one does. */

/** Seconds between two checkpoints, as `seedbed run` has it. */
const checkpointEvery = 60;

export class SimulatedWorker {
  ended = false;

  /** @param node the machine that it runs on; the cluster's settings are there. */
  constructor(node) {
    this.node = node;
  }

  train(order, listener) {
    const { cluster } = this.node;
    const { store, runs } = cluster;
    const kept = store.readCheckpoint(order.runId);
    const done = kept && typeof kept === 'object' ? kept.state.seconds : 0;
    if (done > 0) listener.onNote?.(`goes on after ${done} s`);
    const started = this.node.begunAt(order.runId);
    const whole = runs.get(order.run.configId).seconds;
    const dies = cluster.draw.wait(cluster.rates.worker);
    const next = Math.min(whole, done + checkpointEvery);
    return new Promise((resolve, reject) => this.#goOn({ order, started, done, next, whole, dies, resolve, reject }));
  }

  #goOn(run) {
    const { order, started, done, next, whole, dies, resolve, reject } = run;
    const { node } = this;
    const { cluster } = node;
    const lasts = next - done;
    if (dies < lasts) {
      node.in(dies * 1000, () => {
        this.ended = true;
        cluster.counts.workersLost++;
        reject(new cluster.RunFailure({ code: 'SB_WORKER_LOST', message: 'the worker died', hopeless: false }));
      });
      return;
    }
    node.in(lasts * 1000, () => {
      cluster.counts.seconds += lasts;
      if (next === whole) {
        resolve(cluster.finish(order, node.sleptSince(started)));
        return;
      }
      cluster.store.writeCheckpoint({ runId: order.runId, step: next, state: { seconds: next }, arrays: [] });
      this.#goOn({ ...run, done: next, next: Math.min(whole, next + checkpointEvery), dies: dies - lasts });
    });
  }

  stop() {
    this.ended = true;
  }
}
