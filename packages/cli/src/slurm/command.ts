import { fileURLToPath } from 'node:url';
import type { RunOptions } from '../execution/run-options.js';
import type { Places } from '../workspace/data-sets.js';
import type { Experiment } from '../workspace/experiment.js';

const program = fileURLToPath(new URL('../../bin/seedbed.mjs', import.meta.url));

/** The words of the command that trains a pack; the pack's number is appended. @param file holds the packs. */
export function commandOf(
  experiment: Experiment,
  options: RunOptions,
  places: Places,
  jobs: number,
  file: string,
): string[] {
  const { store, backend, checkpointSeconds, retries, hangTimeout } = options;
  const words = { store, backend, checkpoint: checkpointSeconds, retries, 'hang-timeout': hangTimeout, jobs };
  return [
    ...[process.execPath, program, 'run', experiment.loaded.experiment.path],
    ...Object.entries(words).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, String(value)])),
    ...dataWords(experiment, places).flatMap((word) => ['--data', word]),
    ...([...places.values()].some(({ skipDamaged }) => skipDamaged) ? ['--skip-damaged'] : []),
    ...(options.again ? ['--again'] : []),
    // Whoever submitted has agreed.
    ...(experiment.trainer ? ['--yes'] : []),
    ...['--pack-file', file, '--pack'],
  ];
}

/** NAME=PATH of each set whose place is known. */
const dataWords = ({ sets }: Experiment, places: Places) => [
  ...new Set(
    sets.flatMap(({ name, key }) => {
      const path = places.get(key)?.data;
      return path === undefined ? [] : [`${name}=${path}`];
    }),
  ),
];
