/* Results as lines, and as docs/simulation.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { root } from '../built.mjs';

const whole = (value) => Math.round(value).toLocaleString('en');
const short = (value) => (value >= 100 ? whole(value) : value.toPrecision(2));
const total = (counts) => Object.values(counts).reduce((sum, each) => sum + each, 0);
const machineHours = ({ hours, settings }) => hours * settings.nodes;

/** For a terminal. */
export const linesOf = ({ queue, shared, picks, peakMegabytes }) => [
  ...queue.map((one) => `queue, ${whole(one.runs)} runs on ${one.settings.nodes * one.settings.workersANode} workers: ${one.lost} lost, ${one.wrong} wrong, ${one.twice} done twice (${one.twiceAfterSleep} after a sleep); ${one.workersLost} workers, ${one.nodesLost} machines lost, ${one.freezes} asleep, ${one.requeued} tasks queued again; ${short(total(one.operationsARun))} operations and ${short(one.millisecondsARun.rest)} ms a run`), // prettier-ignore
  ...shared.map((one) => `shared, ${one.settings.nodes} machines: ${one.lost} lost, ${one.twice} done twice; ${short(total(one.operationsARun))} operations a run, ${Math.round(100 * one.busy)} % busy`), // prettier-ignore
  ...picks.map(({ runs, planning, picking }) => `${whole(runs)} runs: ${short(planning)} us a run to plan, ${short(picking)} us to hand out`), // prettier-ignore
  `peak memory: ${whole(peakMegabytes)} MB`,
];

const table = (heading, rows) => [heading, heading.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n'); // prettier-ignore

const queueTable = (queue) =>
  table(
    ['', ...queue.map(({ runs }) => `${whole(runs)} runs`)],
    [
      ['runs lost', ({ lost }) => lost],
      ['manifests that are wrong, or that nobody asked for', ({ wrong }) => wrong],
      ['runs trained twice', ({ twice }) => twice],
      ['… because a machine woke up after its lease had ended', ({ twiceAfterSleep }) => twiceAfterSleep],
      ['workers that died', ({ workersLost }) => whole(workersLost)],
      ['machines that failed', ({ nodesLost }) => whole(nodesLost)],
      ['machines that slept', ({ freezes }) => whole(freezes)],
      ['tasks queued again', ({ requeued }) => whole(requeued)],
      ['submissions until all was there', ({ submissions }) => submissions],
      ['simulated hours', ({ hours }) => hours.toFixed(1)],
      ['simulated machine hours', (one) => whole(machineHours(one))],
      ['operations of the file system a run', ({ operationsARun }) => short(total(operationsARun))],
      ['scheduling and storing, ms of a processor a run', ({ millisecondsARun }) => short(millisecondsARun.rest)],
      [
        'planning, looking up and packing at submission, the same',
        ({ millisecondsARun }) => short(millisecondsARun.submission),
      ],
    ].map(([what, value]) => [what, ...queue.map(value)]),
  );

const operationTable = ({ operationsARun }) =>
  table(
    ['operation', 'a run'],
    Object.entries(operationsARun)
      .sort(([, a], [, b]) => b - a)
      .map(([name, calls]) => [`\`${name.replace(/Sync$/, '')}\``, calls.toFixed(1)]),
  );

const sharedTable = (shared) =>
  table(
    ['machines', 'operations a run', 'workers busy', 'runs lost', 'runs trained twice'],
    shared.map((one) => [one.settings.nodes, short(total(one.operationsARun)), `${Math.round(100 * one.busy)} %`, one.lost, one.twice]), // prettier-ignore
  );

const picksTable = (picks) =>
  table(
    ['runs', 'planned, us a run', 'handed out and taken back, us a run'],
    picks.map(({ runs, planning, picking }) => [whole(runs), short(planning), short(picking)]),
  );

/** Fills the tables into docs/simulation.md, whose text is written by people. */
export async function writePage(results) {
  writeFileSync(join(root, 'docs/simulation.json'), `${JSON.stringify(results, null, 2)}\n`);
  const path = join(root, 'docs/simulation.md');
  const tables = {
    queue: queueTable(results.queue),
    operations: operationTable(results.queue.at(-1)),
    shared: sharedTable(results.shared),
    picks: picksTable(results.picks),
  };
  let page = readFileSync(path, 'utf8');
  for (const [name, text] of Object.entries(tables)) {
    const marks = new RegExp(`(<!-- ${name} -->)[\\s\\S]*?(<!-- /${name} -->)`);
    if (!marks.test(page)) throw new Error(`${path} has no place for ${name}`);
    page = page.replace(marks, `$1\n\n${text}\n\n$2`);
  }
  writeFileSync(path, await format(page, { parser: 'markdown', printWidth: 120 }));
}
