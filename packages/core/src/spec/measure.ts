import { checked } from './checked.js';
import type { Experiment } from './experiment.js';
import { evaluationsSchema } from './field-schemas.js';
import { fail, field, itemsOf, type Mapping, textOf, type Value, kindOf } from './value.js';
import { choices } from './nearest.js';
import { type Measured, parts } from './parts.js';
import { usual } from './usual.js';

export interface MeasuredStage {
  readonly stage: string;
  readonly place: Value;
  readonly parts: readonly Measured[];
  readonly evaluations: number;
}

/**
 * The stages whose runs are results, with the parts that are measured, in the order of the spec.
 * @throws SeedbedError SB_MEASURE for a word that is no part, or when nothing is measured at all.
 */
export function measuredStages({ template }: Pick<Experiment, 'template'>): MeasuredStage[] {
  const stages = field(template, 'stages') as Mapping;
  const shared = field(field(template, 'training'), 'evaluations');
  const measured = [...stages.entries].flatMap(([stage, { value }]): MeasuredStage[] => {
    const written = field(value, 'measure');
    const asked = (written ? itemsOf(written) : []).map(partOf);
    const evaluations = field(value, 'evaluations') ?? shared;
    const often = evaluations ? checked(evaluationsSchema, evaluations, 'evaluations') : usual.evaluations;
    const ordered = parts.filter((part) => asked.includes(part));
    return ordered.length > 0 ? [{ stage, place: value, parts: ordered, evaluations: often }] : [];
  });
  if (measured.length > 0) return measured;
  throw fail('SB_MEASURE', stages, 'no stage is measured, so nothing comes out', 'say measure: [test] in a stage');
}

function partOf(value: Value): Measured {
  const part = parts.find((each) => each === textOf(value));
  if (part) return part;
  throw fail('SB_MEASURE', value, `${kindOf(value)} is no part of the data`, choices(textOf(value) ?? '', parts));
}
