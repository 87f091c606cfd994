#!/usr/bin/env node
/*
 * Regenerates what is generated and checked in: JSON Schemas, each experiment's report and the resolved form of its spec. With --check it only says
 * what is not as the sources make it, and exits with 1.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { manifestJsonSchema, parseSpec, resolvedForm, specJsonSchema } from '@seedbed/core';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const check = process.argv.includes('--check');
const seedbed = (...words) =>
  execFileSync(process.execPath, [join(root, 'packages/cli/bin/seedbed.mjs'), ...words], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }); // prettier-ignore

/** What the claims' procedure does where nothing differs: figures from fixed seeds, so that they come out again. */
function measuredClaims() {
  const studies = 1000;
  const percent = (share) => `${(share * 100).toFixed(1)} %`;
  const lines = [
    '# What the claims do where nothing differs',
    '',
    `${studies} simulated studies of each experiment: replicates differ by 3 points, cells by 1, conditions not at all.`,
    'Made by `node packages/cli/scripts/regenerate.mjs` with `seedbed claims NAME --simulate`; CI makes it again.',
    '',
    'Supported and contradicted are false positives here (for an `equivalence`: contradicted). Neither may be more often than',
    'alpha/2 where differences are normal; a share of 2.5 % seen in 1000 studies has a standard error of 0.5 points. The',
    'interval of a `best` is that of the winner, chosen by the same data.',
    '',
    '| experiment | claim | supported | contradicted | some finding wrong | intervals that hold the truth | level |',
    '| --- | --- | --- | --- | --- | --- | --- |',
  ];
  for (const name of readdirSync(join(root, 'experiments')).sort()) {
    if (!existsSync(join(root, 'experiments', name, 'results'))) continue;
    const words = ['claims', `experiments/${name}`, '--simulate', String(studies), '--json'];
    const { claims } = JSON.parse(seedbed(...words));
    for (const { id, verdicts, falseFindings, coverage, level } of claims)
      lines.push(`| ${[name, id, ...[verdicts.supported, verdicts.contradicted, falseFindings, coverage, level].map(percent)].join(' | ')} |`); // prettier-ignore
  }
  return format(`${lines.join('\n')}\n`, { parser: 'markdown', printWidth: 120 });
}

const temporary = mkdtempSync(join(tmpdir(), 'seedbed-regenerate-'));
const made = new Map([
  ['packages/core/schema/experiment.schema.json', `${JSON.stringify(specJsonSchema(), null, 2)}\n`],
  ['packages/core/schema/manifest.schema.json', `${JSON.stringify(manifestJsonSchema(), null, 2)}\n`],
]);
for (const name of readdirSync(join(root, 'experiments'))) {
  if (!existsSync(join(root, 'experiments', name, 'results'))) continue;
  const form = resolvedForm(parseSpec(join(root, 'experiments', name, 'experiment.yaml')));
  if (form !== null) made.set(`experiments/${name}/results/experiment.yaml`, form);
  const [out, plot] = ['html', 'svg'].map((ending) => join(temporary, `${name}.${ending}`));
  seedbed('report', `experiments/${name}`, '--out', out, '--plot', plot);
  made.set(`experiments/${name}/report.html`, readFileSync(out, 'utf8'));
  made.set(`docs/images/${name}.svg`, readFileSync(plot, 'utf8'));
}
const index = join(temporary, 'index.html');
seedbed('report', '--index', '--out', index);
made.set('experiments/index.html', readFileSync(index, 'utf8'));
rmSync(temporary, { recursive: true });
made.set('docs/claims-measured.md', await measuredClaims());

const stale = [...made].filter(([file, text]) => !existsSync(join(root, file)) || readFileSync(join(root, file), 'utf8') !== text); // prettier-ignore
if (check)
  for (const [file] of stale)
    console.error(`${file} is not what its sources make: node packages/cli/scripts/regenerate.mjs`);
else for (const [file, text] of stale) writeFileSync(join(root, file), text);
console.error(`${made.size} generated files, ${stale.length} ${check ? 'stale' : 'written'}`);
process.exit(check && stale.length > 0 ? 1 : 0);
