import { type FirstFacts, partsToTake, type PredictedNumbers } from './facts.js';
import { layersFor } from './network.js';
import { marginFor, ratesFor } from './rates.js';
import { sizesOf, steps, testShare } from './sizes.js';

const json = (value: unknown) => JSON.stringify(value);

/** A mapping in one line, as YAML reads it too: `{ set: "flowers", size: 64 }`. */
const inline = (fields: Readonly<Record<string, unknown>>) =>
  `{ ${Object.entries(fields).map(([key, value]) => `${key}: ${json(value)}`).join(', ')} }`; // prettier-ignore

/** The line of the data set, with the parts that are taken from its training examples. */
function dataLine(facts: FirstFacts): string {
  const { test } = partsToTake(facts);
  const fields = [`plugin: ${json(facts.plugin)}`, `options: ${inline(facts.options)}`];
  if (test) fields.push(`test: { share: ${testShare} }`);
  return `  ${facts.name}: { ${fields.join(', ')} }`;
}

/**
 * The text of a first experiment on a data set: one question, one factor, one claim, one figure, all of it commented.
 * @returns YAML that plans and runs as it is.
 */
export const firstSpec = (facts: FirstFacts): string =>
  facts.predicted === null ? classSpec(facts) : numberSpec(facts, facts.predicted);

interface Opening {
  readonly title: string;
  readonly question: string;
  /** What a replicate draws: images or rows. */
  readonly what: string;
}

/** What all of them begin with, up to the model. */
const opening = (facts: FirstFacts, { title, question, what }: Opening): string => `seedbed: 2
name: ${facts.name}
title: ${json(`${facts.name}: ${title}`)}
question: ${json(question)}
seed: 1
replicates: 5 # each draws its own ${what}, initial weights and batches

data:
${partsComment(facts)}
${dataLine(facts)}
`;

const training = 'training: # change one thing at a time, and look at the validation part, never at test';

function classSpec(facts: FirstFacts): string {
  const { name, spread } = facts;
  const what = spread ? 'images' : 'rows';
  const sizes = sizesOf(facts);
  const input = spread ? `  input: ${inline(spread)} # mean and deviation of the training images, by channel` : '';
  const transforms = spread ? '' : ', transforms: [standardize]';
  const question = `How much does accuracy gain from more ${what} of each class?`;
  return `${opening(facts, { title: `accuracy by ${what} of each class`, question, what })}
model:
${[input, `  layers: ${layersFor(facts)}`].filter((line) => line !== '').join('\n')}

${training}
  optimizer: { sgd: { momentum: 0.9, nesterov: true, weightDecay: 0.0005, clipNorm: 1 } }
  learningRate: 0.02
  schedule: cosine
  batchSize: 32
stages:
  net:
    learn: { data: ${name}, perClass: $size${transforms} } # nested: the few are among the many
    steps: ${steps.classes} # as many for every size, so that only the data differ
    measure: [test]

factors:
  size: { levels: [${sizes.join(', ')}], scale: log2, unit: ${what} per class }

claims:
  - id: C1
    statement: The more ${what} of each class there are, the higher the accuracy.
    origin: ours # and not that of a paper
    metric: test.accuracy
    over: size
    test: { trend: { direction: rising } }
    margin: 0.5 # points a doubling that would matter

figures:
  - lines: { y: test.accuracy, x: size }
`;
}

function numberSpec(facts: FirstFacts, predicted: PredictedNumbers): string {
  const { name, targets } = facts;
  const [first] = targets as readonly { readonly name: string; readonly unit?: string }[];
  const of = (targets as readonly unknown[]).length > 1 ? 'the numbers' : (first?.name ?? 'the number');
  const question = `How much does the error of predicting ${of} fall with more rows, and does a network beat a linear model?`;
  const rates = ratesFor(predicted);
  return `${opening(facts, { title: 'error by rows to learn from', question, what: 'rows' })}
model:
  layers: [regressor] # a linear model; the level "two layers" below has others

${training}
  optimizer: adam
  # The numbers are learned in their own unit: each rate is one that gets as far as they lie.
  learningRate: { $by: network, linear: ${rates.linear}, $else: ${rates.network} }
  schedule: cosine
  batchSize: 32
  loss: squaredError
stages:
  net:
    # standardize takes mean and deviation of each column from the training rows, and applies them everywhere.
    learn: { data: ${name}, share: $share, transforms: [standardize] } # nested: the few are among the many
    steps: ${steps.numbers}
    measure: [test]

factors:
  share: { levels: [0.1, 0.3, 1], title: share of the training rows }
  network:
    linear: {}
    two layers: { model.layers: [{ dense: 64 }, relu, { dense: 64 }, relu, regressor] }

claims:
  - id: C1
    statement: A network of two layers predicts better than a linear model.
    origin: ours # and not that of a paper
    metric: test.rmse
    at: { share: 1 }
    test: { contrasts: [{ plus: { network: linear }, minus: { network: two layers } }] }
    margin: ${marginFor(predicted)} # in the unit of what is predicted: the difference that would matter

figures:
  - lines: { y: test.rmse, x: share, series: network }
`;
}

function partsComment(facts: FirstFacts): string {
  if (!partsToTake(facts).test) return '  # The set has test examples of its own.';
  const how = facts.grouped ? 'whole groups, so that none is on both sides' : 'drawn again in each replicate';
  return `  # The set has no test examples of its own: a share of the training examples is taken, ${how}.`;
}
