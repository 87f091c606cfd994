/* A campaign as lines, and as the page docs/faults.md. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, release, type } from 'node:os';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { wrongs } from './shared/judge.mjs';

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));

const countOf = (problems, wrong) => problems.filter((problem) => problem.wrong === wrong).length;
const sumOf = (rows, value) => rows.reduce((sum, row) => sum + value(row), 0);
const minutes = (seconds) => (seconds < 90 ? `${Math.round(seconds)} s` : `${(seconds / 60).toFixed(1)} min`);

const cells = ({ kind, faults, trials, checks, problems, seconds }) => [
  kind,
  ...[faults, trials, checks].map(String),
  ...Object.keys(wrongs).map((wrong) => String(countOf(problems, wrong))),
  minutes(seconds),
];

function totals(rows) {
  const made = rows.filter(({ leftOut }) => !leftOut);
  const sum = (key) => sumOf(made, (row) => row[key]);
  const problems = made.flatMap((row) => row.problems);
  return { kind: 'all', faults: sum('faults'), trials: sum('trials'), checks: sum('checks'), problems, seconds: sum('seconds') }; // prettier-ignore
}

const head = ['kind', 'faults', 'trials', 'checks', ...Object.keys(wrongs).map((wrong) => ({ lost: 'lost', accepted: 'wrong accepted', finding: 'wrong finding' })[wrong]), 'time']; // prettier-ignore

/** How to have a problem again. */
const again = ({ seed, scale }, { kind }, { trial }) => `npm run faults -- ${kind} --trial ${trial} --seed ${seed} --scale ${scale}`; // prettier-ignore

/** For a terminal. */
export function linesOf(campaign) {
  const made = campaign.rows.filter(({ leftOut }) => !leftOut);
  const table = [head, ...[...made, totals(made)].map(cells)];
  const widths = head.map((_, column) => Math.max(...table.map((row) => row[column].length)));
  return [
    ...table.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  ')), // prettier-ignore
    ...campaign.rows.filter(({ leftOut }) => leftOut).map(({ kind, leftOut }) => `${kind}: left out, ${leftOut}`),
    ...made.flatMap((row) => row.problems.map((problem) => `${problem.wrong}: ${problem.what}\n    ${again(campaign, row, problem)}`)), // prettier-ignore
  ];
}

const markdown = (rows) => [rows[0], rows[0].map(() => '---'), ...rows.slice(1)].map((row) => `| ${row.join(' | ')} |`).join('\n'); // prettier-ignore

function pageOf(campaign) {
  const { command, seed, versions, rows } = campaign;
  const made = rows.filter(({ leftOut }) => !leftOut);
  const all = totals(made);
  const problems = made.flatMap((row) => row.problems.map((problem) => `- ${problem.wrong}: ${problem.what} (\`${again(campaign, row, problem)}\`)`)); // prettier-ignore
  return `# Disturbed on purpose

\`\`\`sh
npm run faults -- --help
npm run faults -- damage-weights --scale 0.01
\`\`\`

CI runs this taste. All of it, which takes about an hour, and one trial again:

\`\`\`
npm run faults -- --write
npm run faults -- disk-full --trial 17
\`\`\`

An experiment is trained in peace once. Then it is disturbed in every way below. After each fault \`fsck\` must name what was harmed
and nothing else, nothing harmed may be used, and the same command again must end with the digests of the calm experiment,
bit for bit. A fault is one kill, one failed write, one harmed file, one jump of a clock, one command on a read-only store.

Made by \`${command}\` (seed ${seed}) in ${minutes(campaign.seconds)}: Seedbed ${versions.commit}, Node ${versions.node}, ${versions.system}, ${versions.processor}.
What is drawn follows from the seed; which instruction a kill hits is the machine's affair.

**${all.faults} faults, ${all.checks} checks: ${Object.keys(wrongs)
    .map((wrong, index) => `${countOf(all.problems, wrong)} ${head[4 + index]}`)
    .join(', ')}.**

${markdown([head, ...[...made, all].map(cells)])}

${[...problems, ...rows.filter(({ leftOut }) => leftOut).map(({ kind, leftOut }) => `- ${kind} was left out: ${leftOut}.`)].join('\n')}

${Object.values(wrongs)
  .map((wrong) => `- ${wrong}.`)
  .join('\n')}

## The kinds

${rows.map(({ kind, about }) => `- **${kind}**: ${about}.`).join('\n')}

## What is not covered

- The power cut itself: that \`fsync\` keeps its promise is taken on trust. A file that came back as zeros is a kind of damage.
- Digests computed again by somebody who edits a manifest: \`fsck\` computes everything again that follows from something else
  ([store.md](store.md)); \`claims\` and \`report\` read digests alone. Weights and checkpoints of which content and digest were
  computed again are somebody else's weights and checkpoints.
- File systems themselves: link() is refused and disks are full by a preload and by tmpfs, not on FAT, NFS or a quota.
- Other backends than \`wasm\`: the store, the scheduler and the workers are the same for all.
- A hung scheduler: whoever started it sees it.
`;
}

const git = (...words) => execFileSync('git', words, { cwd: docs, encoding: 'utf8' }).trim();

/** Writes docs/faults.json and docs/faults.md. */
export async function writePage(campaign) {
  const versions = {
    commit: `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--', '..', ':!../docs') ? ', changed since' : ''}`,
    node: process.version,
    system: `${type()} ${release()}`,
    processor: `${cpus().length} x ${cpus()[0]?.model.trim()}`,
  };
  const document = { ...campaign, versions };
  const write = async (name, text, parser) => writeFileSync(docs + name, await format(text, { parser, printWidth: 120, singleQuote: true })); // prettier-ignore
  await write('faults.json', JSON.stringify(document), 'json');
  await write('faults.md', pageOf(document), 'markdown');
}
