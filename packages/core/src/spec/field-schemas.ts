import { z } from 'zod';
import { above, anyNumber, whole } from '../components/options.js';

/*
 * Types of the fields that are no components, in the words of errors, with what they mean, for checks, for the reference and
 * for editors.
 */

const said = (words: string) => ({ error: words });

/** @param from Least number of examples: 0 where that means none. */
const amountsFrom = (from: 0 | 1) => {
  const atMost = z.strictObject({ atMost: whole('examples of each class, or all of a class that has fewer', from) });
  const shareWords = said(from === 0 ? 'a share from 0 to 1' : 'a share above 0, at most 1');
  const share = from === 0 ? z.number(shareWords).min(0, shareWords) : z.number(shareWords).gt(0, shareWords);
  return {
    perClass: z.union([whole('examples of each class', from), atMost], said(`a whole number from ${from}, or { atMost: n }`)).describe('examples of each class'), // prettier-ignore
    examples: whole('examples of all classes, in proportion', from),
    share: share.max(1, shareWords).describe('share of the examples that are left'),
  };
};

/** How many examples are learned. */
export const amountSchemas = amountsFrom(1);
/** How many are kept apart; 0 is none. */
export const keptSchemas = amountsFrom(0);

export const classesSchema = z
  .union(
    [
      whole('classes, drawn in each replicate'),
      z.array(z.string(said('the name of a class'))).min(1, said('a list of at least one class')),
    ],
    said('a number of classes, or a list of them'),
  )
  .describe('how many classes, drawn in each replicate, or which');

export const setSchemas = {
  plugin: z.string(said('the name of a plugin')).describe('short name of a data set, or an installed package'),
  options: z.record(z.string(), z.unknown()).describe("the plugin's own options"),
  classes: z.union([classesSchema, z.record(z.string(), classesSchema)]).describe('classes, or disjoint groups of them'), // prettier-ignore
};

export const trainingSchemas = {
  learningRate: above('learning rate, at its highest'),
  batchSize: whole('examples a step'),
  steps: whole('steps; 0 only measures', 0),
  epochs: above('times through the examples'),
};

export const evaluationsSchema = whole('how often train and validation are measured, the last time at the end');

const channels = (each: z.ZodType, words: string) => z.array(each, said(`a list of numbers${words}, one a channel`)).min(1); // prettier-ignore

export const inputSchemas = {
  mean: channels(anyNumber('of one channel'), '').describe('what is subtracted from pixels of 0 to 1, by channel'),
  std: channels(above('of one channel'), ' above 0').describe('what they are divided by then'),
};

export const freezeSchema = z
  .union([whole('units', 0), z.literal('features')])
  .describe('the first so many units keep their weights; features: all but the output');
