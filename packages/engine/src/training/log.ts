import type { Evaluation, Measured } from '@seedbed/core';
import { LossChain } from './loss-chain.js';
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

type Values = Readonly<Record<string, number>>;

/** What a training leaves behind, step by step. */
export class TrainingLog {
  readonly curve: Evaluation[] = [];
  readonly chain: LossChain;
  outcome: Outcome = { status: 'ok', step: null, reason: null };
  private losses: number[] = [];

  /** @param examples how many are learned from. */
  constructor(
    private readonly training: { readonly steps: number; readonly batchSize: number } | null,
    private readonly examples: number,
  ) {
    this.chain = new LossChain(training?.steps ?? 0);
  }

  get diverged(): boolean {
    return this.outcome.status === 'diverged';
  }

  /** Goes on from what an interrupted run had logged. */
  resume({ losses, curve }: Pick<TrainingState, 'losses' | 'curve'>): void {
    const bits = Buffer.from(losses, 'base64');
    for (let at = 0; at + 4 <= bits.length; at += 4) this.step(bits.readFloatLE(at));
    this.curve.push(...curve);
    this.losses = this.losses.slice(curve[curve.length - 1]?.step ?? 0);
  }

  step(loss: number): void {
    this.chain.append(loss);
    this.losses.push(loss);
    if (!Number.isFinite(loss)) this.outcome = diverged('the training loss', this.chain.steps);
  }

  /** @param measured metrics of each part that is measured during training. */
  evaluation(measured: Readonly<Partial<Record<Measured, Values>>>): void {
    for (const [part, values] of Object.entries(measured)) if (!this.measured(part as Measured, values['loss'])) return;
    const step = this.chain.steps;
    this.curve.push({
      step,
      epoch: (step * (this.training?.batchSize ?? 0)) / this.examples,
      trainLoss: this.losses.reduce((sum, loss) => sum + loss, 0) / this.losses.length,
      measured: { ...measured },
    });
    this.losses = [];
  }

  /** Some backends hide broken weights behind finite losses. */
  parameters(values: Float32Array): void {
    if (!this.diverged && !allFinite(values)) this.outcome = diverged('a weight', this.chain.steps);
  }

  /** Whether the loss of a part is a number: else the run has diverged. */
  measured(part: Measured, loss: number | undefined): boolean {
    if (Number.isFinite(loss)) return true;
    this.outcome = diverged(`the ${part} loss`, this.chain.steps);
    return false;
  }
}
