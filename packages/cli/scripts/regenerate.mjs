#!/usr/bin/env node
/*
 * Regenerates what is generated and checked in: JSON Schemas and each experiment's report. With --check it only says
 * what is not as the sources make it, and exits with 1.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manifestJsonSchema, specJsonSchema } from '@seedbed/core';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const check = process.argv.includes('--check');
const seedbed = (...words) =>
  execFileSync(process.execPath, [join(root, 'packages/cli/bin/seedbed.mjs'), ...words], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] }); // prettier-ignore

const temporary = mkdtempSync(join(tmpdir(), 'seedbed-regenerate-'));
const made = new Map([
  ['packages/core/schema/experiment.schema.json', `${JSON.stringify(specJsonSchema(), null, 2)}\n`],
  ['packages/core/schema/manifest.schema.json', `${JSON.stringify(manifestJsonSchema(), null, 2)}\n`],
]);
for (const name of readdirSync(join(root, 'experiments'))) {
  if (!existsSync(join(root, 'experiments', name, 'results'))) continue;
  const [out, plot] = ['html', 'svg'].map((ending) => join(temporary, `${name}.${ending}`));
  seedbed('report', `experiments/${name}`, '--out', out, '--plot', plot);
  made.set(`experiments/${name}/report.html`, readFileSync(out, 'utf8'));
  made.set(`docs/images/${name}.svg`, readFileSync(plot, 'utf8'));
}
rmSync(temporary, { recursive: true });

const stale = [...made].filter(([file, text]) => !existsSync(join(root, file)) || readFileSync(join(root, file), 'utf8') !== text); // prettier-ignore
if (check)
  for (const [file] of stale)
    console.error(`${file} is not what its sources make: node packages/cli/scripts/regenerate.mjs`);
else for (const [file, text] of stale) writeFileSync(join(root, file), text);
console.error(`${made.size} generated files, ${stale.length} ${check ? 'stale' : 'written'}`);
process.exit(check && stale.length > 0 ? 1 : 0);
