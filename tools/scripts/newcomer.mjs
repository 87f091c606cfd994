#!/usr/bin/env node
/*
 * What `npm run reproduce`, `npm test`, `npm run test:all` and `npm run check` do on a fresh clone: install, provision, go; and
 * `prepare`, which goes no further. Plain
 * JavaScript without dependencies, since nothing is installed yet when it starts.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const environment = { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false' };

function run(command, ...words) {
  const { status, signal, error } = spawnSync(command, words, {
    cwd: root,
    env: environment,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) console.error(`error: ${command} cannot be started: ${error.message} [SB_START]`);
  return signal === 'SIGINT' ? 130 : (status ?? 1);
}

/** Installs when the lockfile is another one than what was installed from. */
function install() {
  const lock = createHash('sha256').update(readFileSync(new URL('../../package-lock.json', import.meta.url))).digest('hex'); // prettier-ignore
  const mark = new URL('../../node_modules/.seedbed-installed', import.meta.url);
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return 0;
  console.error('installing what package-lock.json names');
  const status = run('npm', 'ci', '--no-audit', '--no-fund');
  if (status === 0) writeFileSync(mark, lock);
  return status;
}

const nx = (...words) => run('npx', 'nx', ...words, '--output-style=static');
/** Progress is shown as it comes. */
const nxLive = (...words) => run('npx', 'nx', ...words, '--output-style=stream-without-prefixes');

/** Everything that CI checks but the trainings, in order; all of it runs, so that one look shows all that is wrong. */
const checks = [
  () => nx('run-many', '-t', 'build', 'lint', 'typecheck', 'test'),
  () => run('npx', 'nx', 'sync:check'),
  () => run('npx', 'prettier', '--check', '.'),
  () => run('npx', 'knip'),
  () => run('npm', 'run', 'cycles'),
  () => run('node', 'packages/cli/scripts/regenerate.mjs', '--check'),
];

const commands = {
  prepare: () => nx('run-many', '-t', 'build') || nxLive('run', 'tools:native'),
  reproduce: (words) => nxLive('run', 'experiments:reproduce', ...words),
  test: (words) => nxLive('run', 'tools:native') || nx('run-many', '-t', 'test', ...words),
  'test:all': (words) => nxLive('run', 'tools:native') || nx('run-many', '-t', 'test-all', ...words),
  check: () => checks.map((check) => check()).find((status) => status !== 0) ?? 0,
};

const [name, ...words] = process.argv.slice(2);
const command = commands[name];
if (!command || words.includes('--help')) {
  console.error(
    'usage: npm run reproduce [-- --configuration=NAME] [-- seedbed options]\n       npm test\n       npm run test:all\n       npm run check',
  );
  process.exit(command ? 0 : 2);
}
process.exit(install() || command(words));
