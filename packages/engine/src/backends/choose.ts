import { choices, type InstructionSetPin, type MultiplyingPrecision, SeedbedError } from '@seedbed/core';
import type { BackendProvider } from './backend.js';
import { backends } from './registry.js';
import { tensorflowBackend } from './tensorflow.js';
import { wasmBackend } from './wasm.js';
import { lacksPrecision, multipliesIn } from './precision.js';

export interface Choice {
  readonly provider: BackendProvider;
  /** Why this one, for people. */
  readonly reason: string;
}

/* What there is to choose from. */
export * from './backend.js';
export * from './registry.js';

/** What a spec asks of the backend. */
export interface Wanted {
  /** Names of the backends that may train it; all by default. */
  readonly allow?: readonly string[] | undefined;
  /** What the backend must hold. */
  readonly requires?: 'portable' | 'bitwise' | undefined;
  /** The instruction set that it pins. */
  readonly isa?: InstructionSetPin | undefined;
  /** In which it multiplies; float32 by default. */
  readonly precision?: MultiplyingPrecision | undefined;
}

/**
 * Chooses the backend that was asked for, or the first of tensorflow and wasm that is here and allowed.
 * @throws SeedbedError SB_BACKEND_UNKNOWN (exit 2), SB_BACKEND_NOT_ALLOWED (exit 2), SB_BACKEND_REQUIRES (exit 2: it
 * does not hold what the spec requires), SB_BACKEND_PRECISION (exit 2), SB_BACKEND_MISSING (exit 4).
 */
export function chooseBackend(
  asked: string | undefined,
  { allow, requires, isa, precision = 'float32' }: Wanted = {},
): Choice {
  for (const name of [asked, ...(allow ?? [])]) if (name !== undefined) known(name);
  const permitted = (provider: BackendProvider) => !allow || allow.includes(provider.name);
  const holds = (provider: BackendProvider) => !requires || provider[requires];
  if (asked !== undefined) {
    const provider = known(asked);
    if (!permitted(provider)) {
      throw new SeedbedError('SB_BACKEND_NOT_ALLOWED', `the spec does not allow the backend "${asked}"`, {
        hint: `it allows ${allow?.join(', ')}`,
      });
    }
    if (!holds(provider)) throw lacksWhatIsRequired(`the backend "${asked}" is`, requires);
    if (!multipliesIn(provider, precision)) throw lacksPrecision(`the backend "${asked}" does`, precision);
    const missing = provider.missing({ isa, precision });
    if (missing) throw lacking(`the backend "${asked}" cannot be used here: ${missing}`);
    return { provider, reason: 'asked for' };
  }
  // A GPU would be faster, but what is recorded was computed on processors, and is compared bit for bit with those.
  const usual = (each: BackendProvider) => each === tensorflowBackend || each === wasmBackend;
  // A precision that no processor has asks for what has it.
  const considered = (each: BackendProvider) => allow !== undefined || precision !== 'float32' || usual(each);
  const holding = backends.filter((each) => permitted(each) && holds(each) && considered(each));
  const candidates = holding.filter((each) => multipliesIn(each, precision));
  if (holding.length > 0 && candidates.length === 0) throw lacksPrecision('of the backends that it allows, none does', precision); // prettier-ignore
  if (candidates.length === 0 && requires) throw lacksWhatIsRequired('of the backends that it allows, none is', requires); // prettier-ignore
  const first = requires ? `the fastest that is here and ${requires}` : 'the fastest that is here';
  const skipped: string[] = [];
  for (const provider of candidates) {
    const missing = provider.missing({ isa, precision });
    if (!missing) return { provider, reason: skipped.length ? skipped.join('; ') : first };
    skipped.push(`no ${provider.name}: ${missing}`);
  }
  throw lacking(`no backend that the spec allows can be used here: ${skipped.join('; ')}`);
}

function lacksWhatIsRequired(subject: string, requires: Wanted['requires']): SeedbedError {
  const meaning = requires === 'portable' ? 'equal bits on every processor' : 'equal bits when it is run again';
  const able = backends.filter((each) => requires && each[requires]).map(({ name }) => name);
  return new SeedbedError(
    'SB_BACKEND_REQUIRES',
    `the spec requires a ${requires} backend (${meaning}), and ${subject} not`,
    {
      // prettier-ignore
      hint: `${able.join(', ')} ${able.length === 1 ? 'is' : 'are'}`,
    },
  );
}

function known(name: string): BackendProvider {
  const found = backends.find((provider) => provider.name === name);
  if (found) return found;
  const names = backends.map((provider) => provider.name);
  throw new SeedbedError('SB_BACKEND_UNKNOWN', `there is no backend "${name}"`, {
    hint: choices(name, names),
  });
}

function lacking(message: string): SeedbedError {
  return new SeedbedError('SB_BACKEND_MISSING', message);
}
