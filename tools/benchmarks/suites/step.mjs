/* A training step in Seedbed, PyTorch and Keras; the share of the machine's peak; memory. */
import { fileURLToPath } from 'node:url';
import { compared, lastLine, measure, spread } from './compare.mjs';

const folder = fileURLToPath(new URL('../training-step/', import.meta.url));

export const about = 'a training step beside PyTorch and Keras, the share of the peak, memory';

export function run({ python, rounds }) {
  const contestants = {
    Seedbed: [process.execPath, `${folder}seedbed.mjs`],
    // As a spec that pins no instruction set has it; the peers have no pin.
    unpinned: [process.execPath, `${folder}seedbed.mjs`, '--unpinned'],
    PyTorch: [python, `${folder}pytorch.py`],
    Keras: [python, `${folder}keras.py`],
  };
  const versions = {};
  const rows = [];
  const facts = [];
  for (const network of ['small', 'large'])
    for (const threads of [1, 2]) {
      const seen = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
      for (let round = 0; round < rounds; round++)
        for (const [name, [program, file, ...words]] of Object.entries(contestants)) {
          const measured = lastLine(measure(program, [file, network, String(threads), ...words]));
          versions[name] = measured.version;
          seen[name].push({ ...measured, least: Math.min(...measured.milliseconds) });
        }
      const what = `step, ${network} network, ${threads === 1 ? 'one thread' : 'two threads'}`;
      const times = (name) => seen[name].map(({ least }) => least);
      for (const peer of ['PyTorch', 'Keras']) {
        rows.push(compared(what, 'ms', times('Seedbed'), peer, times(peer)));
        rows.push(compared(`${what}, no pin`, 'ms', times('unpinned'), peer, times(peer)));
      }
      const shares = seen.Seedbed.map(({ least, multiplyAdds, peak }) => (multiplyAdds / (least / 1000) / peak) * 100);
      facts.push({ what: `${what}: share of the rate of a large matrix product`, unit: '%', ...spread(shares) });
      if (threads > 1) continue;
      const convolving = seen.Seedbed.map((each) => Math.min(...each.convolving));
      facts.push({ what: `${what}: its convolutions alone`, unit: 'ms', ...spread(convolving) });
      for (const name of ['Seedbed', 'PyTorch', 'Keras'])
        facts.push({ what: `${network} network, one thread: peak memory, ${name}`, unit: 'MB', ...spread(seen[name].map(({ memory }) => memory / 1e6)) }); // prettier-ignore
    }
  return { versions, rows, facts };
}
