/*
 * Prints probe/known-answers.ts from the reference, in packages/engine:
 * node --conditions=@seedbed/source --import @swc-node/register/esm-register src/testing/print-known-answers.ts
 */
import { kernelCases } from '../probe/cases.js';
import { nameOf } from '../probe/probe.js';
import { type Answer, referenceAnswer } from './reference-kernels.js';
import { referenceStep } from './reference-step.js';

const digits = 10;
const list = (values: Float64Array) => Array.from(values, (value) => Number(value.toPrecision(digits)));
const plain = ({ shape, values, terms }: Answer) => ({ shape, values: list(values), terms: list(terms) });
const json = (answers: readonly Answer[]) => JSON.stringify(answers.map(plain));

const lines = kernelCases.map((each) => `  ${JSON.stringify(nameOf(each))}: ${json(referenceAnswer(each))},`);
process.stdout
  .write(`/* Made by testing/print-known-answers.ts from the reference; a test says when it is not what that gives. */

export interface KnownAnswer {
  readonly shape: readonly number[];
  readonly values: readonly number[];
  /** Sum of the absolute values of each element's terms: 0 where nothing is rounded. */
  readonly terms: readonly number[];
}

// prettier-ignore
export const knownAnswers: Readonly<Record<string, readonly KnownAnswer[]>> = {
${lines.join('\n')}
};

/** Loss, parameters and velocity after the step of step-case.ts. */
// prettier-ignore
export const knownStep: readonly KnownAnswer[] = ${json(referenceStep())};
`);
