/* Where the time of a training step goes, by TensorFlow's operations, one thread. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lastLine, measure, spread } from './compare.mjs';

const folder = fileURLToPath(new URL('../training-step/', import.meta.url));
/** As the tensorflow backend sets it, for a spec without a pin: what the peers are compared with. */
const env = { ...process.env, TF_MKL_OPTIMIZE_PRIMITIVE_MEMUSE: 'false' };

export const about = "where a step's time goes, by TensorFlow's operations";

export function run({ python, rounds, networks }) {
  const facts = networks.flatMap((network) => factsOf(network, Array.from({ length: rounds }, () => profiled(python, network)))); // prettier-ignore
  return { rows: [], facts };
}

function profiled(python, network) {
  const recording = mkdtempSync(join(tmpdir(), 'seedbed-bench-'));
  try {
    const whole = lastLine(measure(process.execPath, [`${folder}seedbed.mjs`, network, '1', '--unpinned', '--record', recording], { env })); // prettier-ignore
    const graph = lastLine(measure(python, [`${folder}traced.py`, recording, '1'], { env }));
    const apart = graph.losses.findIndex((loss, step) => Math.abs(loss / whole.losses[step] - 1) > 1e-3);
    if (apart >= 0) throw new Error(`${network}: the traced step ${apart + 1} has the loss ${graph.losses[apart]}, Seedbed's ${whole.losses[apart]}`); // prettier-ignore
    return { ...graph, graph: Math.min(...graph.milliseconds), whole: Math.min(...whole.milliseconds) };
  } finally {
    rmSync(recording, { recursive: true, force: true });
  }
}

function factsOf(network, seen) {
  const fact = (what, list) => ({ what: `${network} network: ${what}`, unit: 'ms', ...spread(list) });
  const timeOf = (round, kind) => round.operations.find(({ operation }) => operation === kind)?.milliseconds ?? 0;
  const sumOf = ({ operations }) => operations.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const kinds = seen[0].operations.filter(({ milliseconds }) => milliseconds > 0.01 * sumOf(seen[0]));
  return [
    fact('a step, its batch made and its loss read', seen.map(({ whole }) => whole)), // prettier-ignore
    fact('its graph alone, without the trace', seen.map(({ graph }) => graph)), // prettier-ignore
    fact('all operations of the graph', seen.map(sumOf)),
    ...kinds.map(({ operation, count }) => fact(`${operation}, ${count} times`, seen.map((round) => timeOf(round, operation)))), // prettier-ignore
  ];
}
