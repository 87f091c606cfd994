import type { KernelCase } from '../probe/cases.js';
import { condense, condenseTerms } from '../probe/condense.js';
import { type Answer, referenceAnswer } from './reference-kernels.js';

const condensedOf = ({ shape, values, terms }: Answer) => ({
  shape,
  values: Float64Array.from(condense(values)),
  terms: Float64Array.from(condenseTerms(values, terms)),
  condensed: true,
});

/** What the reference gives, condensed where the case is: the loss of one number is not. */
export const condensedAnswer = (each: KernelCase): readonly (Answer & { readonly condensed?: boolean })[] =>
  referenceAnswer(each).map((answer) => (each.condensed && answer.shape.length > 0 ? condensedOf(answer) : answer));
