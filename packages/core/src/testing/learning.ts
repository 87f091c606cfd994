import type { LearnConfig, RunConfig } from '../plan/run-config.js';
import { SeedStreams } from '../seeds/streams.js';

const training = { optimizer: 'sgd', learningRate: 0.1, batchSize: 8, steps: 20 } as const;

/** What of a config decides what is drawn. */
export type Drawing = Pick<RunConfig, 'seed' | 'replicate' | 'learn' | 'training' | 'streams'>;

/** A run that learns 12 examples of each of two classes, of which four go to validation. */
export function drawingOf({
  learn,
  ...changes
}: Partial<Omit<Drawing, 'learn'>> & { learn?: Partial<LearnConfig> } = {}): Drawing {
  const data = { plugin: 'letters', classes: { source: 3, target: 2 }, validation: { perClass: 4 } };
  return { seed: 1, replicate: 0, training, ...changes, learn: { data, classes: 'target', perClass: 12, ...learn } };
}

export const streamsOf = ({ seed, replicate, streams }: Drawing) => new SeedStreams(seed, replicate, streams);
