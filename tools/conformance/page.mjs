/* Rows of measure.mjs to the page docs/conformance.md. */

const share = (value) => (value === 0 ? '0' : value.toExponential(1));
const points = (value) => `${value > 0 ? '+' : ''}${value.toFixed(2)}`;
const milliseconds = (value) => (value === undefined ? '' : value < 100 ? value.toFixed(1) : String(Math.round(value)));

const labelOf = ({ backend: { name, library } }) => `${name} (${library.replace(/, driver .*/, '').replace(/ NVIDIA: .*/, '')})`; // prettier-ignore

function againstRecorded({ recorded, runs }) {
  if (!recorded) return ['', '', ''];
  const { equalDraws, firstCurvePoint, accuracy } = recorded;
  return [
    `${equalDraws} of ${recorded.runs}${recorded.runs < runs ? ` (${runs} trained)` : ''}`,
    share(firstCurvePoint),
    `${points(accuracy.mean)}, at most ${accuracy.largest.toFixed(2)}`,
  ];
}

const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n'); // prettier-ignore

const suiteTable = (suites) =>
  table(
    ['backend', 'specs', 'pass', 'do not, by reason'],
    suites.map(({ backend, library, specs, passed, reasons }) => [
      labelOf({ backend: { name: backend, library } }),
      specs,
      passed,
      reasons.map(({ reason, specs: names }) => `${reason} (${names.length})`).join('; '),
    ]),
  );

/** @param providers the backends of this installation, for what each promises. */
export function pageOf(rows, suites, providers) {
  const promised = (name) => providers.find((each) => each.name === name);
  const classOf = ({ backend }) => (promised(backend.name)?.portable ? 'bitwise, on every machine' : 'bitwise, on the same device'); // prettier-ignore
  const notes = rows.filter(({ note }) => note).map((row) => `- ${labelOf(row)}: ${row.note}`);
  return `# Backends compared with each other

Made by \`node tools/conformance/conformance.mjs\` from [conformance.json](conformance.json). Every backend trains the same
spec, \`smoke\`, twice, run after run in one worker; the reference results are those of \`tensorflow\`. A graphics device in
software takes seconds a step, and trains \`experiments/smoke/tiny.yaml\`.

## The same numbers

Drawn images, their order and the initial weights must be equal bit for bit. The first step is compared with the pure
JavaScript backend's: of every gradient the largest difference, as a share of the gradient's largest value, which is to stay below 1e-5. Beyond it a gradient has
changed places: where two pixels of a pooling window are equal up to rounding, it goes to the other one. Accuracies are
those of the finished runs, in points, against the reference results.

${table(
  [
    'backend',
    'images, order and initial weights equal',
    'first step, worst gradient',
    'first point of the curve',
    'accuracy: mean, largest difference',
    'same bits again',
    'promised',
  ],
  rows.map((row) => [
    labelOf(row),
    againstRecorded(row)[0],
    row.worst
      ? `${share(row.worst.error)} (${row.worst.name.replace('gradient of ', '')}); ${row.worst.beyond} of ${row.worst.of} beyond 1e-5`
      : 'not measured',
    ...againstRecorded(row).slice(1),
    row.repeats === null ? 'not measured' : row.repeats ? `yes, ${row.runs} of ${row.runs} runs` : 'no: see below',
    classOf(row),
  ]),
)}

${notes.join('\n')}

## Speed and memory

Milliseconds a step, the shortest of a run of steps: the default network (28 x 28, batch 32) and one like the AlexNet (64 x
64, batch 64), one thread. Rows of one processor can be compared.

${table(
  ['backend', 'processor', 'default network', 'AlexNet-like', 'memory of a worker'],
  rows.map((row) => [
    labelOf(row),
    row.processor,
    milliseconds(row.steps?.small),
    milliseconds(row.steps?.large),
    `${(row.memory / 1e9).toFixed(2)} GB`,
  ]),
)}

## TensorFlow.js's own tests

\`node tools/conformance/conformance.mjs --suite\` runs the tests of tfjs-core, as they are on npm, against each backend as
Seedbed opens it. Every spec that does not pass has a reason, from its error or from a list kept by hand
([reasons.mjs](../tools/conformance/suite/reasons.mjs)); [conformance-suite.json](conformance-suite.json) names the specs.
Seedbed's own kernels need none of what is missing: they are held against the pure JavaScript backend by tests of their own.

${suiteTable(suites)}
`;
}
