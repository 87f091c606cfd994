import { type Difference, type Explanation, explainDifferences, type Manifest } from '@seedbed/core'; // prettier-ignore
import type { Command } from 'commander';
import { openTerminal } from '../progress/terminal.js';
import { table } from '../progress/table.js';
import { type CommonFlags, examples, withJson, withStore } from '../flags/flags.js';
import { findRun, placesIn, runArgument } from '../results/find-run.js';

/** `seedbed diff`: why two ids differ, where the results part, how both were made. */
export function diffCommand(program: Command): void {
  const command = program
    .command('diff')
    .argument('<run>', runArgument)
    .argument('<other>', 'another one')
    .description('explain why the ids of two runs differ, and where their results part')
    .addHelpText('after', examples('diff 3f2a 9b01', 'diff 3f2a experiments/smoke/results.jsonl:12'));
  withJson(withStore(command)).action((one: string, other: string, flags: CommonFlags) => {
    const terminal = openTerminal(flags.json ?? false);
    const places = placesIn(flags);
    const [a, b] = [findRun(one, places), findRun(other, places)];
    const explanation = explainDifferences(a, b);
    if (terminal.json) return terminal.print(JSON.stringify(documentOf(a, b, explanation), null, 2));
    terminal.print(textOf(a, b, explanation));
  });
}

const named = ({ path, values }: Difference) => ({
  field: path.join('.'),
  values: values.map((value) => value ?? null),
});

const documentOf = (a: Manifest, b: Manifest, { ids, results, circumstances }: Explanation) => ({
  runs: [a.id, b.id],
  ids: { ...ids, fields: ids.fields.map(named) },
  results: { ...results, fields: results.fields.map(named) },
  circumstances: circumstances.map(named),
});

function textOf(a: Manifest, b: Manifest, { ids, results, circumstances }: Explanation): string {
  const nothing = ids.equal && ids.proven && results.equal && results.fields.length + circumstances.length === 0;
  if (nothing) return 'no difference';
  const heads = ids.equal ? ['one', 'other'] : [a.id.slice(0, 12), b.id.slice(0, 12)];
  return [
    ...idLines(ids, heads),
    ...(results.equal ? ['results: equal, bit for bit'] : ['results differ:', ...resultLines(results, heads)]),
    ...(circumstances.length > 0 ? ['circumstances, no part of the id:', fieldTable(circumstances, heads)] : []),
  ].join('\n');
}

function idLines(ids: Explanation['ids'], heads: readonly string[]): string[] {
  const edited = 'an id is not the digest of what its manifest says: seedbed fsck says more';
  if (ids.equal)
    return [ids.proven ? 'the same run id: same config, measurements, data, numerics and backend' : edited];
  return [
    'the ids differ, since these fields do:',
    fieldTable(ids.fields, heads),
    ids.proven ? 'exactly these make them: with them exchanged, the one id becomes the other' : edited,
  ];
}

function resultLines({ firstStep, fields }: Explanation['results'], heads: readonly string[]): string[] {
  const [one, other] = (firstStep?.losses ?? []).map((loss) => loss ?? 'no such step');
  return [
    ...(firstStep ? [`the first loss that differs is that of step ${firstStep.step}: ${one} and ${other}`] : []),
    fieldTable(fields, heads),
  ];
}

const short = (value: unknown) =>
  value === undefined ? '(absent)' : (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 40);

const fieldTable = (differences: readonly Difference[], heads: readonly string[]) =>
  table([['field', ...heads], ...differences.map(({ path, values }) => [path.join('.'), ...values.map(short)])]);
