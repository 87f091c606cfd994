/*
 * Prints probe/known-answers.ts from the reference, in packages/engine:
 * node --conditions=@seedbed/source --import @swc-node/register/esm-register src/testing/print-known-answers.ts
 */
import { everyCase, nameOf } from '../probe/every-case.js';
import { condensedAnswer } from './condensed-answer.js';
import type { Answer } from './reference-kernels.js';
import { referenceStep } from './reference-step.js';

const digits = 10;
// JSON has no NaN.
const list = (values: Float64Array) =>
  `[${Array.from(values, (value) => String(Number(value.toPrecision(digits)))).join()}]`;
const plain = ({ shape, values, terms, condensed }: Answer & { condensed?: boolean }) =>
  `{"shape":${JSON.stringify(shape)},"values":${list(values)},"terms":${list(terms)}${condensed ? ',"condensed":true' : ''}}`;
const text = (answers: readonly Answer[]) => `[${answers.map(plain).join()}]`;

const lines = everyCase.map((each) => `  ${JSON.stringify(nameOf(each))}: ${text(condensedAnswer(each))},`);
process.stdout
  .write(`/* Made by testing/print-known-answers.ts from the reference; a test says when it is not what that gives. */

export interface KnownAnswer {
  readonly shape: readonly number[];
  readonly values: readonly number[];
  /** Sum of the absolute values of each element's terms: 0 where nothing is rounded. */
  readonly terms: readonly number[];
  /** Whether values and terms are those of condense.ts, not of each element. Default: false. */
  readonly condensed?: boolean;
}

// prettier-ignore
export const knownAnswers: Readonly<Record<string, readonly KnownAnswer[]>> = {
${lines.join('\n')}
};

/** Loss, parameters and velocity after the step of step-case.ts. */
// prettier-ignore
export const knownStep: readonly KnownAnswer[] = ${text(referenceStep())};
`);
