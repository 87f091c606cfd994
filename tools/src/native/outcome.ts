import { NativeProblem, oneLine, problemLine } from './problems';
import type { Provisioned } from './provision';

/** How it ended; what `--json` prints, with `seconds` added. */
export interface Outcome {
  readonly status: 'ready' | 'provisioned' | 'unavailable' | 'cleaned' | 'interrupted';
  /** `SB_NATIVE_…` where it did not work. */
  readonly code: string | null;
  readonly reason: string | null;
  readonly cache: string | null;
  readonly tensorflow: string | null;
}

/** An outcome with the one line that tells it and the exit code that stands for it. */
export interface Ending {
  readonly outcome: Outcome;
  readonly line: (seconds: number) => string;
  readonly exitCode: number;
}

const nothing = { code: null, reason: null, cache: null, tensorflow: null };

export function provisioned(found: Provisioned): Ending {
  const { status, tensorflow, cache } = found;
  const how = (seconds: number) => (status === 'ready' ? 'is ready' : `provisioned in ${seconds} s`);
  return {
    outcome: { status, code: null, reason: null, cache, tensorflow },
    line: (seconds) => `TensorFlow ${tensorflow} ${how(seconds)} (${cache}).`,
    exitCode: 0,
  };
}

export const cleaned = (cache: string): Ending => ({
  outcome: { status: 'cleaned', ...nothing, cache },
  line: () => `The native builds are gone (${cache}).`,
  exitCode: 0,
});

export const interrupted: Ending = {
  outcome: { status: 'interrupted', ...nothing, code: 'SB_NATIVE_INTERRUPTED', reason: 'interrupted' },
  line: () => 'SB_NATIVE_INTERRUPTED: interrupted; run it again, finished stages are kept.',
  exitCode: 130,
};

/** Whatever went wrong: it must not keep anybody from training, so only `--strict` makes it a failure. */
export function unavailable(error: unknown, strict: boolean): Ending {
  const { code, message, remedy } = explain(error);
  return {
    outcome: { status: 'unavailable', ...nothing, code, reason: oneLine(message) },
    line: () => problemLine(code, message, remedy),
    exitCode: strict ? 4 : 0,
  };
}

function explain(error: unknown): { code: string; message: string; remedy: string } {
  if (error instanceof NativeProblem) return error;
  const message = `provisioning TensorFlow failed (${(error as Error).message})`;
  return { code: 'SB_NATIVE_UNEXPECTED', message, remedy: 'run it with --debug and report what it says' };
}
