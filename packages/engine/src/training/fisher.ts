import type { TrainingRun, UpstreamRun } from './run.js';

/**
 * Diagonal of the Fisher information of the trained parameters, at the weights of another run and on its own training
 * examples (Kirkpatrick et al. 2017).
 */
export function fisherOf(run: TrainingRun, of: UpstreamRun): Promise<Float32Array> {
  void run;
  return Promise.reject(new TypeError(`no Fisher information of ${of.config.stage}`));
}
