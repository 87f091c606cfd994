/* docs/spec.md: every field and every component, from what the reader checks. */
import { knownComponents, manualOf } from '@seedbed/core';
import { code, page, table, yaml } from './markdown.mjs';
import { engineOn, measuredToday } from './runnable.mjs';

const opening = [
  '# Reference of the experiment file',
  '',
  'Made by `node packages/cli/scripts/regenerate.mjs` from the types that the reader checks; CI makes it again.',
  'How the parts work together is in [language.md](language.md), the words are in [concepts.md](concepts.md).',
  '',
  'An unknown field, a wrong type or a value that does not fit is an error with file, line, column and the valid choices.',
  'Editors check a file as you type, with the schema in `packages/core/schema/experiment.schema.json`:',
  '',
  '```yaml',
  '# yaml-language-server: $schema=../../packages/core/schema/experiment.schema.json',
  '```',
  '',
  'In the tables capital letters are names of your own: `data.NAME.plugin` may be `data.fashion.plugin`. `[]` is an entry of a list.',
  'In `data`, `model`, `training` and `stages` a value may also be `$NAME` or a table `{ $by: NAME, LEVEL: VALUE }`.',
  'A **component** is `NAME`, `{ NAME: VALUE }` for its main option, or `{ NAME: { OPTION: VALUE } }`. A **REF** is a stage, or',
  '`{ stage: STAGE, at: { FACTOR: LEVEL } }`. Shares are from 0 to 1; metrics that are shares count in percent.',
];

/** What the types alone do not say. */
const notes = {
  Training:
    'What all stages share; a stage may say each of these fields itself. A stage needs an optimizer, a learningRate, a batchSize, and steps or epochs, but not both; where it takes 0 steps it needs `weights` instead.',
  Stages:
    'A stage may also have every field of the model and of the training. Where it has `measure`, its runs are results.',
  Data: 'Of perClass, examples and share only one may be given.',
  Claims: 'Of the kinds of tests exactly one is given: [claims.md](claims.md).',
  Figures: 'Each entry is `{ KIND: { … } }`. Without `figures`, lines and curves are drawn: [report.md](report.md).',
};

const usualOf = ({ required, usual }) => (required ? '**required**' : usual === undefined ? '' : code(yaml(usual)));

/** A sentence as the other cells are written. */
const phrase = (meaning) => meaning.replace(/\.$/, '').replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());

const fieldTable = (entries) =>
  table(
    ['field', 'type and range', 'default', 'meaning', 'example'],
    entries.map((entry) => [code(entry.path), entry.type, usualOf(entry), phrase(entry.meaning), code(entry.example)]),
  );

const titles = {
  layer: ['Layers', 'From the input to the output. `classifier` or `regressor` is the last one.'],
  family: ['Families', 'They are written among the layers and become several of them.'],
  optimizer: ['Optimizers', 'How weights change at a step.'],
  schedule: ['Schedules', 'How the learning rate goes on from its highest value.'],
  loss: ['Losses', 'What is minimized.'],
  initializer: ['Initializers', 'How initial weights are drawn; an option of layers.'],
  transform: ['Transforms', 'Change the data once, before a run. What is measured has seen them.'],
  method: ['Methods', 'Act in training alone. What is measured has not seen them.'],
  mask: ['Masks', 'Weights that stay 0.'],
  metric: ['Metrics', 'Of a part they are called `PART.NAME`, such as `test.accuracy`; of a run by their name alone.'],
};

const today = (entry) => {
  const { runs, without } = entry.kind === 'metric' ? measuredToday(entry) : engineOn(entry);
  if (entry.name === 'program') return 'by a [program](trainers.md)';
  if (!runs) return 'no';
  return without.length > 0 ? `yes, without ${without.map(code).join(', ')}` : 'yes';
};

const metricWords = ({ metric }) =>
  metric ? [`${metric.of === 'part' ? 'a part' : 'a run'}`, metric.unit, metric.better] : [];

function componentChapter(kind, entries) {
  const [title, words] = titles[kind];
  const heads = [
    'name',
    'what it does',
    ...(kind === 'metric' ? ['of', 'unit', 'better'] : []),
    'example',
    'runs today',
  ];
  const rows = entries.map((entry) => [code(entry.name), entry.summary, ...metricWords(entry), code(yaml(entry.example)), today(entry)]); // prettier-ignore
  const options = entries.flatMap(({ name, main, options: all }) =>
    all.map((option) => [
      code(`${name}.${option.name}`) + (option.name === main ? ' (main)' : ''),
      option.type,
      usualOf(option),
      option.meaning,
    ]),
  );
  return [
    `### ${title}`,
    '',
    words,
    '',
    ...table(heads, rows),
    '',
    ...(options.length > 0 ? [...table(['option', 'type and range', 'default', 'meaning'], options), ''] : []),
  ];
}

/** The page as it is checked in. */
export function specPage() {
  const { fields, components } = manualOf(knownComponents);
  const chapters = fields.flatMap(({ title, entries }) => [`## ${title}`, '', ...(notes[title] ? [notes[title], ''] : []), ...fieldTable(entries), '']); // prettier-ignore
  const kinds = Object.keys(titles).flatMap((kind) =>
    componentChapter(
      kind,
      components.filter((each) => each.kind === kind),
    ),
  );
  const executable = [
    '## Components',
    '',
    '_Runs today_ says what the engine can execute. Everything else is read, checked and planned, and refused by name (`SB_ENGINE_COMPONENT`) before anything trains.',
    '',
  ];
  return page([...opening, '', ...chapters, ...executable, ...kinds]);
}
