#!/usr/bin/env node
/*
 * Runs every command that the README and the pages in docs show, in the order of the pages. Commands that CI runs as steps
 * of their own are only counted. Tutorials write into the workspace: a test of tools runs them in a copy of it. The page about
 * clusters needs one: slurm.all.test.ts has it. Those about campaigns belong to campaigns.all.test.ts. The page about a
 * script of one's own needs PyTorch: own-script.all.test.ts has it. The page about one's own data needs some: own-data.all.test.ts.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('../..', import.meta.url));
const elsewhere = new Set(['npm run reproduce', 'npm test', 'npm run check']);
const pagesElsewhere = /^(tutorial-|(clusters|faults|fuzzing|own-data|own-script|simulation)\.md$)/;

const markdown = (folder) => readdirSync(join(root, folder)).filter((file) => file.endsWith('.md') && !pagesElsewhere.test(file)).sort().map((file) => join(folder, file)); // prettier-ignore
const commands = [...markdown('.'), ...markdown('docs'), ...markdown('docs/decisions')].flatMap((file) => {
  const text = readFileSync(join(root, file), 'utf8');
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```/gms)].map((match) => match[1]);
  return blocks.flatMap((block) => block.split('\n').filter(Boolean)).map((command) => ({ file, command }));
});

let failed = 0;
let ran = 0;
for (const { file, command } of commands) {
  if (elsewhere.has(command)) continue;
  ran++;
  const { status, stderr } = spawnSync(command, { cwd: root, shell: true, encoding: 'utf8', maxBuffer: 1e8 });
  console.error(`${status === 0 ? 'ok    ' : 'FAILED'} ${file}: ${command}`);
  if (status === 0) continue;
  failed++;
  console.error(stderr);
}
console.error(`${commands.length} commands in the docs: ${ran} run here, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
