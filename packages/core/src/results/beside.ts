import type { Manifest } from '../manifest/schema.js';
import { comparedIn } from '../plan/compared.js';
import { type MetricName, metricText } from '../plan/metric-name.js';
import type { Plan } from '../plan/planned.js';
import type { Experiment } from '../spec/experiment.js';

/** Classes that a run predicted of the test examples, in their order; undefined where they were not kept. */
export type Predicted = (manifest: Manifest) => Uint16Array | undefined;

/** What the value of a metric needs besides the run's own manifest. */
export interface Beside {
  /** The run that a metric compares a run with; undefined where there is none, or none of its manifests is here. */
  readonly other: (manifest: Manifest, metric: MetricName) => Manifest | undefined;
  readonly predicted: Predicted;
}

/** Where no metric compares runs. */
export const nothingBeside: Beside = { other: () => undefined, predicted: () => undefined };

/** Manifests of one context, with what was kept of their predictions. */
export interface ResultSet {
  readonly manifests: readonly Manifest[];
  readonly predicted: Predicted;
}

/** What lies beside each manifest of a set of results. */
export function besideIn(experiment: Experiment, plan: Plan, { manifests, predicted }: ResultSet): Beside {
  const byConfig = new Map(manifests.map((manifest) => [manifest.configId, manifest]));
  const keys = remembered((metric: MetricName) => comparedIn(metric, experiment, plan), metricText);
  /** By config id of a run, that of the run with which it is compared, in a replicate. */
  const comparedAt = remembered(
    ([metric, replicate]: readonly [MetricName, number]) =>
      new Map(
        [...keys(metric)].map(([own, other]) => [
          plan.idOf({ key: own }, replicate),
          plan.idOf({ key: other }, replicate),
        ]),
      ),
    ([metric, replicate]) => `${replicate} ${metricText(metric)}`,
  );
  return {
    other: ({ configId, replicate }, metric) => byConfig.get(comparedAt([metric, replicate]).get(configId) ?? ''),
    predicted,
  };
}

/** Works out each thing once. */
function remembered<T, R>(workOut: (what: T) => R, nameOf: (what: T) => string): (what: T) => R {
  const known = new Map<string, { readonly value: R }>();
  return (what) => {
    const name = nameOf(what);
    const found = known.get(name) ?? { value: workOut(what) };
    known.set(name, found);
    return found.value;
  };
}
