import { drawnBy, firstDifferentStep, knownComponents } from '@seedbed/core';
import { buildsItself } from '../program/builds-itself.js';
import { seededPurposes } from '../program/options.js';
import { type Bench, type Check, redrawn, repeats } from './bench.js';
import { difference } from './difference.js';
import { failed, type Finding, notOffered, notTried, passed } from './finding.js';

/** What another draw changes. That a program says that it starts from other weights is not enough. */
async function changes({ trained, first, config }: Bench, purposes: readonly string[]): Promise<string | null> {
  const other = await first.train({ config: redrawn(config, purposes) });
  return difference(trained, { ...other, digests: trained.digests });
}

const unsteady: Finding = notTried('two executions of the same run differ already');

export const order: Check = {
  name: 'order',
  asks: 'does it train in the order that it is given?',
  async try(bench) {
    const { trained, config, first } = bench;
    const batch = config.training?.batchSize ?? 0;
    if (trained.loss.steps === 0) return notOffered('it takes no steps');
    if (batch >= trained.drawn.train.length) return notTried(`each batch has all ${trained.drawn.train.length} examples: no order can be seen`); // prettier-ignore
    if (!repeats(bench)) return unsteady;
    const step = firstDifferentStep(trained, await first.train({ config: redrawn(config, ['order']) }));
    if (step !== null) return passed(`another order changes the losses from step ${step} on`);
    return failed('another order changes no loss', 'train step k on the examples that row k of "order" in run.json names, and shuffle nothing'); // prettier-ignore
  },
};

export const seeds: Check = {
  name: 'seeds',
  asks: 'do other seeds change anything?',
  async try(bench) {
    const purposes = seededPurposes(bench.config);
    if (purposes.length === 0) return notTried('run.json has no seeds: of this run the program draws nothing');
    if (!repeats(bench)) return unsteady;
    const changed = await changes(bench, purposes);
    if (changed !== null) return passed(`other seeds: ${changed}`);
    if (bench.trained.loss.steps === 0) return passed('note: no number changes with the seeds; it takes no steps, and may have nothing to draw'); // prettier-ignore
    if (!buildsItself(bench.config)) return passed('note: no number changes with the seeds; the initial weights were given, and nothing else is drawn'); // prettier-ignore
    return failed('no number changes with the seeds', 'draw the start of the network from "seeds.init" in run.json: else all replicates start from the same weights'); // prettier-ignore
  },
};

export const start: Check = {
  name: 'initial weights',
  asks: 'does it start from the weights that it is given?',
  async try(bench) {
    if (buildsItself(bench.config)) return notOffered('the program builds the network, and draws its start');
    if (!drawnBy(bench.config, knownComponents).has('init'))
      return notTried('all layers of this run start from copies');
    if (!repeats(bench)) return unsteady;
    const changed = await changes(bench, ['init']);
    if (changed !== null) return passed(`other initial weights: ${changed}`);
    return failed('other initial weights change nothing', 'start from "initial" in run.json');
  },
};
