/* Training steps in Seedbed, PyTorch and Keras; the share of the machine's peak; memory. */
import { fileURLToPath } from 'node:url';
import { compared, lastLine, measure, spread } from './compare.mjs';

const folder = fileURLToPath(new URL('../training-step/', import.meta.url));

export const about = 'training steps of several networks beside PyTorch and Keras, the share of the peak, memory';

export function run({ python, rounds, networks }) {
  const contestants = {
    Seedbed: [process.execPath, `${folder}seedbed.mjs`],
    // As a spec that pins no instruction set has it; the peers have no pin.
    unpinned: [process.execPath, `${folder}seedbed.mjs`, '--unpinned'],
    PyTorch: [python, `${folder}in_pytorch.py`],
    Keras: [python, `${folder}in_keras.py`],
  };
  const versions = {};
  const rows = [];
  const facts = [];
  for (const network of networks)
    for (const threads of [1, 2]) {
      const seen = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
      for (let round = 0; round < rounds; round++)
        for (const [name, [program, file, ...words]] of Object.entries(contestants)) {
          const measured = lastLine(measure(program, [file, network, String(threads), ...words]));
          versions[name] = measured.version;
          seen[name].push({ ...measured, least: Math.min(...measured.milliseconds) });
        }
      const where = `${network} network, ${threads === 1 ? 'one thread' : 'two threads'}`;
      const what = `step, ${where}`;
      const times = (name) => seen[name].map(({ least }) => least);
      for (const peer of ['PyTorch', 'Keras']) {
        rows.push(compared(what, 'ms', times('Seedbed'), peer, times(peer)));
        rows.push(compared(`${what}, no pin`, 'ms', times('unpinned'), peer, times(peer)));
      }
      const fact = (words, unit, list) => facts.push({ what: words, unit, ...spread(list) });
      const shares = seen.Seedbed.map(({ least, multiplyAdds, peak }) => (multiplyAdds / (least / 1000) / peak) * 100);
      fact(`${what}: share of the rate of a large matrix product`, '%', shares);
      if (threads > 1) continue;
      if (seen.Seedbed[0].convolving)
        fact(`${what}: its convolutions alone`, 'ms', seen.Seedbed.map(({ convolving }) => Math.min(...convolving))); // prettier-ignore
      for (const name of ['Seedbed', 'PyTorch', 'Keras']) {
        fact(`${where}: peak memory, ${name}`, 'MB', seen[name].map(({ memory }) => memory / 1e6)); // prettier-ignore
        fact(`${where}: loss of the last steps, ${name}`, 'nats', seen[name].map(({ losses }) => lastOf(losses))); // prettier-ignore
      }
    }
  return { versions, rows, facts };
}

/** Mean of the last quarter: it shows whether all of them learned alike. */
function lastOf(losses) {
  const last = losses.slice(-Math.ceil(losses.length / 4));
  return last.reduce((sum, loss) => sum + loss, 0) / last.length;
}
