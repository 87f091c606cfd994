#!/usr/bin/env node
/*
 * Regenerates what is generated and checked in: JSON Schemas, the pages of docs that list what there is, each experiment's
 * resolved form, and what is made of its results. With --check it only says what is not as the sources make it, and exits
 * with 1. With --documents it leaves out what needs results, which takes a minute.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadExperiment, resolvedForm, resultsFile } from '@seedbed/core';
import { claimsMeasuredPage } from './pages/claims-measured.mjs';
import { documents } from './pages/documents.mjs';
import { reports } from './pages/reports.mjs';
import { root } from './pages/root.mjs';

const [check, documentsOnly] = ['--check', '--documents'].map((flag) => process.argv.includes(flag));
const seedbed = (...words) =>
  execFileSync(process.execPath, [join(root, 'packages/cli/bin/seedbed.mjs'), ...words], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }); // prettier-ignore

/** What is made of reference results. */
async function ofResults() {
  const names = readdirSync(join(root, 'experiments'))
    .filter((name) => existsSync(join(root, 'experiments', name, resultsFile)))
    .sort();
  const resolved = names.flatMap((name) => {
    const form = resolvedForm(loadExperiment(join(root, 'experiments', name, 'experiment.yaml')).experiment);
    return form === null ? [] : [[`experiments/${name}/resolved.yaml`, form]];
  });
  return [...resolved, ...reports(names, seedbed), ['docs/claims-measured.md', await claimsMeasuredPage(seedbed)]]; // prettier-ignore
}

const made = [...(await documents()), ...(documentsOnly ? [] : await ofResults())];
const stale = made.filter(([file, text]) => !existsSync(join(root, file)) || readFileSync(join(root, file), 'utf8') !== text); // prettier-ignore
for (const [file, text] of stale) {
  if (check) console.error(`${file} is not what its sources make: node packages/cli/scripts/regenerate.mjs`);
  else writeFileSync(join(root, file), text);
}
console.error(`${made.length} generated files, ${stale.length} ${check ? 'stale' : 'written'}`);
process.exit(check && stale.length > 0 ? 1 : 0);
