import { numericsVersion } from '@seedbed/engine/numerics';
import { type Backend, SharedRows, type TrainingState, trainRun } from '@seedbed/engine';
import { frozenBounds } from '@seedbed/core';
import { traceRun } from './trace-run.js';
import type { Trainer } from './trainer.js';

const nothing = { cpuSeconds: 0, peakMemoryBytes: 0 };

/** The engine, on an opened backend. Its runs share what they compute of frozen layers. */
export function engineTrainer(backend: Backend): Trainer {
  const shared = new SharedRows(frozenBounds);
  return {
    identity: backend.identity,
    numerics: numericsVersion,
    packages: backend.packages,
    traces: true,
    beside: () => nothing,
    train({ run, set, upstream, checkpoints, onStep, onResume, onNote }) {
      const resume = checkpoints.resume<TrainingState>(onNote);
      if (resume) onResume(resume.step);
      return trainRun(run, set.dataset, backend, {
        ...{ shared, upstream, onStep },
        ...(resume ? { resume } : {}),
        keepsState: checkpoints.due,
        keepState: checkpoints.keep,
      });
    },
    trace: (order, set, upstream) => traceRun(order, set.dataset, backend, upstream),
  };
}
