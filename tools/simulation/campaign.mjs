/* One simulated experiment from its submission to the end, and what was seen. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SimulatedCluster } from './cluster.mjs';
import { drawFrom } from './draw.mjs';
import { operations, setClock } from './file-system.mjs';
import { core } from '../built.mjs';
import { context, lookUp, packsOf, planOf, RunFailure, storeRun, trainAll, upstreamIds, withUpstream } from './seedbed.mjs'; // prettier-ignore
import { Timeline } from './timeline.mjs';

/** Processor time of this process, milliseconds: what else the machine does is not in it. */
export const spent = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Hours of work that a task is filled with, of all its workers together. */
const taskHours = 1;

/**
 * @param settings runs, nodes, workersANode, secondsARun (mean), hours between troubles (worker, node, freeze), seed,
 * shared: every machine gets the whole plan, and only leases divide it.
 */
export async function simulate(settings, folder, say) {
  const store = new core.RunStore(mkdtempSync(join(folder, 'store-')));
  const timeline = new Timeline();
  const started = spent();
  const plan = planOf(settings.runs);
  store.prepare();
  const known = { ...context, upstream: upstreamIds(plan), compared: new Set() };
  const states = lookUp(plan, known, store);
  const mean = states.reduce((sum, { cost }) => sum + cost, 0) / states.length;
  const seconds = (cost) => (cost / mean) * settings.secondsARun;
  const runs = new Map(states.map(({ run, cost }) => [run.configId, { seconds: seconds(cost) }]));
  const most = (mean / settings.secondsARun) * 3600 * taskHours * settings.workersANode;
  const packs = () => {
    const due = lookUp(plan, known, store).filter((state) => !state.stored);
    if (!settings.shared || due.length === 0) return packsOf(due, most);
    return Array.from({ length: settings.nodes }, () => ({ configs: due.map(({ run }) => run.configId), after: [] }));
  };
  const first = packs();
  const submitted = spent();

  setClock(timeline);
  const perHour = (hours) => (hours > 0 ? 1 / (hours * 3600) : 0);
  const cluster = new SimulatedCluster({
    ...{ trainAll, RunFailure, leaseSeconds: core.leaseSeconds, store, timeline, runs, draw: drawFrom(settings.seed) },
    ...{ nodes: settings.nodes, workersANode: settings.workersANode },
    rates: { worker: perHour(settings.workerHours), node: perHour(settings.nodeHours), freeze: perHour(settings.freezeHours) }, // prettier-ignore
    lookUp(configs) {
      const wanted = new Set(configs);
      const chosen = plan.filter(({ configId }) => wanted.has(configId));
      return lookUp(withUpstream(chosen, plan), known, store);
    },
    finish(order, slept) {
      cluster.trained.set(order.runId, [...(cluster.trained.get(order.runId) ?? []), slept]);
      cluster.counts.trained++;
      return storeRun(store, order);
    },
  });
  const before = { ...operations };
  let submissions = 0;
  for (let next = first; next.length > 0; next = packs()) {
    submissions++;
    cluster.submit(next);
    await timeline.passUntil(
      () => cluster.done,
      () => say(`${cluster.trained.size} of ${plan.length} runs, ${(timeline.now / 3.6e6).toFixed(1)} h`),
    );
    if (submissions > 20) throw new Error('it does not come to an end');
  }
  setClock(null);
  const ended = spent();
  const result = judge(cluster, store, states);
  const counts = Object.entries(operations).map(([name, calls]) => [name, calls - (before[name] ?? 0)]);
  rmSync(store.folder, { recursive: true });
  return {
    ...{ settings, runs: plan.length, submissions, hours: timeline.now / 3.6e6 },
    ...{ ...cluster.counts, ...result },
    // Share of the workers' time that went into what was stored.
    busy: [...runs.values()].reduce((sum, run) => sum + run.seconds, 0) / (timeline.now / 1000) / settings.nodes / settings.workersANode, // prettier-ignore
    operationsARun: Object.fromEntries(counts.map(([name, calls]) => [name, calls / plan.length])),
    millisecondsARun: { submission: (submitted - started) / plan.length, rest: (ended - submitted) / plan.length },
  };
}

/** Reads everything again, with every check of a manifest. */
function judge(cluster, store, states) {
  let lost = 0;
  let wrong = 0;
  for (const { run, runId } of states) {
    if (!store.has(runId)) lost++;
    else if (store.read(runId).configId !== run.configId) wrong++;
  }
  const foreign = store.ids().length - (states.length - lost);
  const again = [...cluster.trained.values()].filter((times) => times.length > 1);
  // One of the two may be a machine that slept until its lease had ended: nobody can tell it from a dead one.
  const twice = again.filter((times) => times.filter((slept) => !slept).length > 1).length;
  return { lost, wrong: wrong + foreign, twice, twiceAfterSleep: again.length - twice };
}
