/* The command's arguments: nearly all in this process up to the action, some with their action, a few as a real process. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { core, fromDist } from '../../built.mjs';
import { mutated, prototypeKeys } from '../mutate.mjs';

export const name = 'arguments';
export const about = "the command's arguments: parsed by the real program, with the actions that train nothing";
export const share = 0.1;

const program = fileURLToPath(new URL('../../../packages/cli/bin/seedbed.mjs', import.meta.url));
const experiments = new URL('../../../experiments/', import.meta.url);

/** They train nothing, wait for nothing and draw nothing. */
const quick = ['ls', 'show', 'diff', 'fsck', 'gc', 'status', 'claims', 'record', 'export', 'data list', 'data prepare'];

let product;
let vocabulary;
let experiment;

/** A workspace with an experiment and its recorded results, and a store. */
export async function prepare({ work, store }) {
  const { fillStore } = await fromDist('core', 'testing/stored-example.js');
  const { exampleText } = await fromDist('core', 'testing/experiments.js');
  fillStore(store);
  for (const each of ['smoke', 'fashion-mnist']) {
    fs.mkdirSync(join(work, 'experiments', each), { recursive: true });
    fs.copyFileSync(
      new URL(`${each}/experiment.yaml`, experiments),
      join(work, 'experiments', each, 'experiment.yaml'),
    );
  }
  const recorded = core.readResults(fileURLToPath(new URL(`smoke/${core.resultsFile}`, experiments)));
  core.recordResults(join(work, 'experiments/smoke', core.resultsFile), recorded.slice(0, 4));
  fs.writeFileSync(join(work, 'spec.yaml'), exampleText);
  fs.writeFileSync(join(work, 'nx.json'), '{}');
  product = {
    ...(await fromDist('cli', 'program.js')),
    ...(await fromDist('cli', 'report-error.js')),
    ...(await fromDist('cli', 'flags/flags.js')),
    ...(await fromDist('cli', 'execution/filter.js')),
    ...(await fromDist('cli', 'workspace/experiment.js')),
  };
  experiment = product.openExperiment('spec.yaml');
  vocabulary = wordsOf(await product.createProgram());
  for (const stream of [process.stdout, process.stderr]) stream.write = () => true;
}

/** Every command with the options that it has. */
const wordsOf = (command, path = []) =>
  command.commands.flatMap((each) => {
    const own = [...path, each.name()];
    const options = each.options.flatMap(({ long, short }) => [long, short].filter(Boolean));
    return [{ path: own, options }, ...wordsOf(each, own)];
  });

const ids = ['0', 'f', '00', 'ab', '3f2a'];
const values = [
  ...[
    'smoke',
    'spec.yaml',
    'experiments/smoke',
    'experiments/smoke/results.jsonl',
    'nowhere',
    '.',
    '..',
    '/',
    '',
    ' ',
    'nx.json',
  ],
  ...[
    '0',
    '1',
    '2',
    '-1',
    '1e3',
    '1e999',
    '-1e999',
    'NaN',
    'Infinity',
    '0x10',
    '1.5',
    '٣',
    '９',
    '9'.repeat(400),
    '1_000',
  ],
  ...[
    'csv',
    'latex',
    'bibtex',
    'mlflow',
    'parquet',
    'r0 *',
    '*',
    '*'.repeat(60),
    `${'*'.repeat(60)}z`,
    '*0'.repeat(20),
    '(a+)+$',
    'r0 target at condition base, size 5',
    '[',
    '\\',
    '$(id)',
  ],
  ...[
    'fashionmnist',
    'miniplaces',
    'tinyimagenet',
    'evil',
    '../evil',
    './evil.cjs',
    'node:fs',
    '@a/b',
    'wasm',
    'cpu',
    'slurm',
    'local',
  ],
  ...['size=64', 'size=[[[[', 'size=&a [*a]', '=', 'x', '__proto__=1', 'size=1e999', 'size=!!js/function x', 'size=*a', `size=${'['.repeat(5000)}`], // prettier-ignore
  ...[
    'a=b',
    'NAME=experiments/smoke/results.jsonl',
    'fashion=/tmp',
    'stage=target,size=5',
    'stage=*,size=?',
    'stage=',
    'replicate=0,condition=S*T',
    `size=${'*'.repeat(60)}z`,
    '=,=,=',
    '=x',
    'x='.repeat(500),
    'x'.repeat(20_000),
    '--',
    '-',
    '-x',
    '\u202e',
    '\ud800',
    'a\0b',
    '`id`',
    '<b>',
  ],
  ...['out/tables', 'experiments/smoke/experiment.yaml/x', ...ids, ...prototypeKeys],
];

const value = (random) =>
  random.chance(0.1)
    ? mutated(random, [Buffer.from(random.pick(values))], values).toString('utf8')
    : random.pick(values);

/** Options that no command has, and real ones spelt in every way. */
function option(random, { options }) {
  const own = random.pick([...options, '--debug', '--json', '--help', '--version']);
  return random.choose([
    [6, () => [own]],
    [6, () => [own, value(random)]],
    [2, () => [`${own}=${value(random)}`]],
    [1, () => [own.slice(0, random.between(1, own.length))]],
    [1, () => [`--${random.pick(prototypeKeys)}`, value(random)]],
    [1, () => [`${own}${random.pick(['s', '=', '\0', ' '])}`]],
  ]);
}

/** What comes near to an answer: a command with all that it must have. */
function sensible(random) {
  const path = random.pick(quick);
  const command = vocabulary.find((each) => each.path.join(' ') === path);
  const subject = { data: ['tinyimagenet', 'miniplaces', 'fashionmnist'], show: ids, diff: ids }[command.path[0]];
  const needed = ['ls', 'fsck', 'gc', 'data list'].includes(path)
    ? []
    : [random.pick(subject ?? ['smoke', 'spec.yaml'])];
  if (path === 'diff') needed.push(random.pick(ids));
  if (path === 'export')
    needed.push('--format', random.pick(['csv', 'latex', 'bibtex', 'mlflow', 'x']), '--out', 'out');
  const given = () => random.pick(command.options.filter((each) => !['--help', '-h'].includes(each)).concat('--json'));
  const more = Array.from({ length: random.below(3) }, () => [given(), ...(random.chance(0.7) ? [value(random)] : [])]);
  return [...command.path, ...needed, ...more.flat()];
}

function any(random) {
  const command = random.pick(vocabulary);
  const path = random.chance(0.95) ? command.path : [value(random)];
  const words = Array.from({ length: random.below(4) }, () =>
    random.chance(0.7) ? option(random, command) : [value(random)],
  );
  const extra = random.chance(0.8) ? [random.pick(values)] : [];
  return [...path, ...extra, ...words.flat()];
}

export const generate = (random) =>
  random.choose([
    [1500, () => given('parse', any(random))],
    [500, () => given('parse', sensible(random))],
    [100, () => given('act', sensible(random))],
    [1, () => given('process', random.chance(0.5) ? sensible(random) : any(random))],
  ]);

/** No system lets an argument hold a zero byte. */
const given = (how, words) => ({ how, words: words.map((word) => word.replaceAll('\0', '')) });

/** A write to a place that the words name is what was asked for; it is refused all the same. */
export const asked = ({ words }, tried) =>
  tried.every((each) => words.some((word) => word !== '' && each.includes(resolve(word.replace(/^-[^=]*=/, '')))));

const pathOf = (command) => (command.parent ? [...pathOf(command.parent), command.name()] : []);

class Parsed extends Error {}

/** What the error would be on a terminal. */
function told(error) {
  const { text, exitCode } = product.describeError(error, false);
  if (text === '') return exitCode === 0 ? 'accepted' : 'usage';
  const code = /\[(SB_[A-Z_]+)\]/.exec(text)?.[1];
  if (code === undefined || code === 'SB_DEFECT' || !Object.values(core.exitCodes).includes(exitCode)) throw error;
  return code;
}

function checkOptions(command) {
  const flags = command.opts();
  product.runOptions(flags);
  if (typeof flags.filter === 'string') product.matching(experiment, flags.filter);
}

async function inProcess({ how, words }) {
  const command = await product.createProgram();
  const acts = (each) => how === 'act' && quick.includes(pathOf(each).join(' ')) && each.opts().simulate === undefined;
  command.hook('preAction', (_, each) => {
    checkOptions(each);
    if (!acts(each)) throw new Parsed();
  });
  const exit = process.exit;
  process.exit = (code) => {
    throw new Error(`it ended the process with ${code}`);
  };
  try {
    await command.parseAsync(words, { from: 'user' });
    return 'accepted';
  } catch (error) {
    return error instanceof Parsed ? 'accepted' : told(error);
  } finally {
    process.exit = exit;
    process.exitCode = undefined;
  }
}

/** Never one that trains or waits: those are only asked for their help. */
function asProcess({ words }) {
  const harmless =
    quick.some((each) => words.join(' ').startsWith(each)) && !words.some((word) => word.startsWith('--s'));
  const all = harmless ? words : [...words, '--help'];
  const { status, signal, stderr, error } = spawnSync(process.execPath, [program, ...all], { encoding: 'utf8', timeout: 60_000 }); // prettier-ignore
  if (error?.code === 'E2BIG') return 'usage';
  const code = /\[(SB_[A-Z_]+)\]/.exec(stderr ?? '')?.[1];
  const understood = status === 0 || code !== undefined || /error:|Usage:/.test(stderr);
  if (signal || !Object.values(core.exitCodes).includes(status) || code === 'SB_DEFECT' || !understood) {
    throw new Error(`exit ${status ?? signal}: ${stderr}`);
  }
  return status === 0 ? 'accepted' : (code ?? 'usage');
}

export const run = (input) => (input.how === 'process' ? asProcess(input) : inProcess(input));
