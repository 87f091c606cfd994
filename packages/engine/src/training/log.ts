import type { Evaluation } from '@seedbed/core';
import { LossChain } from './loss-chain.js';
import type { Measured } from './evaluate.js';
import type { Run } from './run.js';
import type { TrainingState } from './state.js';

export interface Outcome {
  readonly status: 'ok' | 'diverged';
  readonly step: number | null;
  readonly reason: string | null;
}

const diverged = (what: string, step: number): Outcome => ({
  status: 'diverged',
  step,
  reason: `${what} is not finite after step ${step}`,
});

/** Ten times as fast as `every` with a function. */
function allFinite(values: Float32Array): boolean {
  for (let at = 0; at < values.length; at++) if (!Number.isFinite(values[at])) return false;
  return true;
}

/** What a training leaves behind, step by step. */
export class TrainingLog {
  readonly evaluations: Evaluation[] = [];
  readonly chain: LossChain;
  outcome: Outcome = { status: 'ok', step: null, reason: null };
  private losses: number[] = [];

  constructor(private readonly run: Run) {
    this.chain = new LossChain(run.cell.training.steps);
  }

  get diverged(): boolean {
    return this.outcome.status === 'diverged';
  }

  /** Goes on from what an interrupted run had logged. */
  resume({ losses, evaluations }: Pick<TrainingState, 'losses' | 'evaluations'>): void {
    const bits = Buffer.from(losses, 'base64');
    for (let at = 0; at + 4 <= bits.length; at += 4) this.step(bits.readFloatLE(at));
    this.evaluations.push(...evaluations);
    this.losses = this.losses.slice(evaluations[evaluations.length - 1]?.step ?? 0);
  }

  step(loss: number): void {
    this.chain.append(loss);
    this.losses.push(loss);
    if (!Number.isFinite(loss)) this.outcome = diverged('the training loss', this.chain.steps);
  }

  /** @param measured on the validation images; null where there are none. */
  evaluation(measured: Measured | null): void {
    const step = this.chain.steps;
    if (measured && !Number.isFinite(measured.loss)) {
      this.outcome = diverged('the validation loss', step);
      return;
    }
    this.evaluations.push({
      step,
      epoch: (step * this.run.cell.training.batch) / this.run.drawn.train.length,
      trainLoss: this.losses.reduce((sum, loss) => sum + loss, 0) / this.losses.length,
      validationLoss: measured?.loss ?? null,
      validationAccuracy: measured?.accuracy ?? null,
    });
    this.losses = [];
  }

  /** Some backends hide broken weights behind finite losses. */
  parameters(values: Float32Array): void {
    if (!this.diverged && !allFinite(values)) this.outcome = diverged('a weight', this.chain.steps);
  }

  /** Keeps a test result only if it is a number. */
  test(measured: Measured): Measured | null {
    if (Number.isFinite(measured.loss)) return measured;
    this.outcome = diverged('the test loss', this.chain.steps);
    return null;
  }
}
