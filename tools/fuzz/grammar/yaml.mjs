/* Texts of YAML that are meant to hurt its reader. */
import { prototypeKeys } from '../mutate.mjs';

/** Put into texts, or in the place of values. */
export const words = [
  ...[
    '&a ',
    '*a',
    '<<: *a',
    '!!',
    '!!js/function "function(){}"',
    '!!python/object/apply:os.system [id]',
    '!!binary x',
  ],
  ...[
    '!!set {a, b}',
    '!!omap [a: 1]',
    '!!timestamp 2001-12-14',
    '!!float 1',
    '!<tag:x> ',
    '%YAML 9.9\n---\n',
    '%TAG ! x:\n',
  ],
  ...[
    '---\n',
    '...\n',
    '? ',
    '| \n',
    '>9\n',
    '"\\u0000"',
    "''",
    '[',
    ']',
    '{',
    '}',
    ': ',
    '- ',
    '#',
    '\t',
    '\r',
    '\ufeff',
  ],
  ...['null', '~', '.nan', '.inf', '-.inf', '1e999', '-0', '0x7fffffffffffffff', '0o777', '9007199254740993', '1_000'],
  ...['9'.repeat(400), '1e-400', `0.${'1'.repeat(500)}`, 'true', 'yes', '\u2028', '\u0000'],
  ...['$size', '$$', '$by', '$else: 1', '{depth}', 'for: {i: [1]}', 'levels: ', 'stages.target.weights: source', 'S99T', '$replicate', 'shift: 1'], // prettier-ignore
  ...prototypeKeys,
  ...prototypeKeys.map((key) => `${key}: {polluted: 1}\n`),
];

const letters = (index) => (index < 26 ? String.fromCharCode(97 + index) : `a${index}`);

/** Aliases that name aliases: a few lines that stand for as many values as there are atoms. */
function aliases(random) {
  const [width, depth] = [random.between(2, 40), random.between(1, 30)];
  const lines = [`a: &a [${Array(width).fill('x').join(',')}]`];
  for (let index = 1; index <= depth; index++)
    lines.push(
      `${letters(index)}: &${letters(index)} [${Array(width)
        .fill(`*${letters(index - 1)}`)
        .join(',')}]`,
    );
  return `${lines.join('\n')}\n`;
}

function deep(random) {
  const depth = random.between(1, random.pick([90, 110, 5000, 49_000]));
  const [open, close] = random.pick([['[', ']'], ['{a: ', '}'], ['- ', ''], ['? ', ''], ['&a [', ']'], ['[{a: ', '}]']]); // prettier-ignore
  const text = open.repeat(depth) + (random.chance(0.5) ? close.repeat(depth) : '');
  return random.chance(0.2) ? Array.from({ length: Math.min(depth, 400) }, (_, at) => `${' '.repeat(at)}a:\n`).join('') : text; // prettier-ignore
}

const many = (random) => Array.from({ length: random.skewed(8000) }, (_, index) => `k${index}: ${index}\n`).join('');
const long = (random) => `${random.pick(['a', '"a', "'a", '# ', '! ', '&', '- '])}`.repeat(random.skewed(60_000));
const itself = (random) => `options: &a { b: ${random.pick(['*a', '[*a]', '{c: *a}'])} }\n`;
const grids = (random) => {
  const factor = (at) => `  f${at}: [${Array.from({ length: random.skewed(90) }, (_, level) => level).join(',')}]\n`;
  const factors = Array.from({ length: random.skewed(12) }, (_, at) => factor(at)).join('');
  return `replicates: ${random.pick([1, 10_000, 1_000_000, 1e300])}\nfactors:\n${factors}`;
};

/** A bomb alone, behind a spec, or as the value of one of its fields. */
export function bomb(random, spec) {
  const charge = random.pick([aliases, deep, many, long, itself, grids])(random);
  return random.choose([
    [2, () => charge],
    [2, () => spec + charge],
    [2, () => spec.replace(/^(\w+):.*$/m, (_, key) => `${key}: ${charge}`)],
    [
      1,
      () =>
        spec.replace(
          /^data:[^]*?^(?=\w)/m,
          () => `data:\n  fashion:\n    plugin: fashionmnist\n    options: ${charge}\n`,
        ),
    ],
  ]);
}

const bases = ['../fashion-mnist/experiment.yaml', '../smoke/experiment.yaml', 'experiment.yaml', 'other.yaml', './', '..', '/', '/etc/passwd', '/dev/zero', '/dev/stdin', '../../../../outside/secret.yaml', 'a\\0b', '5', '[x]', '{}', '""', 'https://example.org/x.yaml', 'x'.repeat(5000)]; // prettier-ignore

/** A spec with a base, which may be hostile itself or extend the first one. */
export function extending(random, hostile) {
  const base = random.pick(bases);
  const first = `extends: ${base.includes('\\') ? `"${base}"` : base}\nname: fuzz\n${random.chance(0.3) ? hostile() : ''}`;
  const second = random.choose([
    [2, hostile],
    [1, () => 'extends: experiment.yaml\n'],
    [1, () => `extends: ${random.pick(bases)}\n`],
  ]);
  return { 'experiment.yaml': first, 'other.yaml': second };
}
