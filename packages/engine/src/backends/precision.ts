import { type MultiplyingPrecision, SeedbedError } from '@seedbed/core';
import type { BackendProvider } from './backend.js';
import { backends } from './registry.js';

/** Whether a backend can be asked to multiply in a precision. */
export const multipliesIn = ({ precisions = ['float32'] }: BackendProvider, precision: MultiplyingPrecision): boolean =>
  precisions.includes(precision);

/** @param subject of the refusal, with "does". */
export function lacksPrecision(subject: string, precision: MultiplyingPrecision): SeedbedError {
  const able = backends.filter((each) => multipliesIn(each, precision)).map(({ name }) => name);
  const message = `the spec asks for precision ${precision}, and ${subject} not compute in it`;
  return new SeedbedError('SB_BACKEND_PRECISION', message, {
    hint: `--backend ${able.join(' or ')} does; without "precision" the spec asks for float32, which every backend has`,
  });
}
