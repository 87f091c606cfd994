/** Whether a run is evaluated after a step, 0-based: so many times, evenly spaced, the last step included. */
export function evaluatesAfter(evaluations: number, steps: number, step: number): boolean {
  return Math.floor(((step + 1) * evaluations) / steps) > Math.floor((step * evaluations) / steps);
}

/** The steps, from 1, after which a run is evaluated; each once where there are fewer steps than evaluations. */
export const evaluationSteps = (evaluations: number, steps: number): number[] =>
  Array.from({ length: steps }, (_, step) => step + 1).filter((step) => evaluatesAfter(evaluations, steps, step - 1));
