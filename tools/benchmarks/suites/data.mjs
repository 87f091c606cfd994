/* Packing a folder of JPEGs beside Pillow on as many processes, and starting again. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { compared, lastLine, measure, program, spread, tinyImagenet } from './compare.mjs';

const peer = fileURLToPath(new URL('../data/pillow.py', import.meta.url));

export const about = 'packing and loading JPEGs of 64 x 64 pixels beside Pillow';

export function run({ python, rounds, processes, data }) {
  const archive = tinyImagenet(data);
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-bench-'));
  const prepare = (cache) => {
    const words = [program, 'data', 'prepare', 'tinyimagenet', '--data', join(folder, 'tiny-imagenet-40'), '--json']; // prettier-ignore
    const started = performance.now();
    measure(process.execPath, words, { env: { ...process.env, SEEDBED_CACHE: cache } });
    return (performance.now() - started) / 1000;
  };
  try {
    mkdirSync(folder, { recursive: true });
    measure('tar', ['xzf', archive, '-C', folder]);
    const [packing, again, pillow] = [[], [], []];
    let images = 0;
    for (let round = 0; round < rounds; round++) {
      const cache = join(folder, `cache-${round}`);
      packing.push(prepare(cache));
      again.push(prepare(cache));
      const started = performance.now();
      const theirs = lastLine(measure(python, [peer, join(folder, 'tiny-imagenet-40'), String(processes)]));
      images = theirs.images;
      pillow.push((performance.now() - started) / 1000);
    }
    const rates = packing.map((seconds) => images / seconds);
    const decoding = packing.map((seconds, round) => images / (seconds - again[round]));
    return {
      rows: [
        compared(`${images} JPEGs decoded and packed, the program's start counted`, 's', packing, 'Pillow', pillow),
      ],
      facts: [
        { what: 'the whole command', unit: 'JPEGs a second', ...spread(rates) },
        { what: 'the same without what the second start takes as well', unit: 'JPEGs a second', ...spread(decoding) },
        { what: 'the same command again: nothing is decoded', unit: 's', ...spread(again) },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
