/*
 * Holds every backend that is here against the reference results and writes docs/conformance.md.
 * node conformance.mjs [BACKEND …] [--suite]; with --suite TensorFlow.js's own tests are run instead. What was made on other
 * machines stays, and --merge FILE adds what measure.mjs or suite/run-suite.mjs --json printed there.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { pageOf } from './page.mjs';

const { values, positionals } = parseArgs({
  options: { merge: { type: 'string', multiple: true, default: [] }, suite: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const { backends } = await import(new URL('../../packages/engine/dist/index.js', import.meta.url).href);

const read = (name) => (existsSync(docs + name) ? JSON.parse(readFileSync(docs + name, 'utf8')) : {});
const write = async (name, text, parser) => writeFileSync(docs + name, await format(text, { parser, printWidth: 120, singleQuote: true })); // prettier-ignore
const sorted = (rows) => Object.fromEntries(Object.entries(rows).sort(([a], [b]) => (a < b ? -1 : 1)));
const run = (file, ...words) => JSON.parse(execFileSync(process.execPath, [fileURLToPath(new URL(file, import.meta.url)), ...words], { stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1e9 })); // prettier-ignore

const rows = read('conformance.json');
const suites = read('conformance-suite.json');
/** One backend on one device. A note that somebody wrote on a row stays. */
const keyOf = (name, library) => `${name}: ${library}`;
const add = (row) => {
  const key = keyOf(row.backend.name, row.backend.library);
  rows[key] = { note: rows[key]?.note, ...row };
};
const addSuite = (made) => (suites[keyOf(made.backend, made.library)] = made);
for (const file of values.merge) {
  const made = JSON.parse(readFileSync(file, 'utf8'));
  if (made.specs) addSuite(made);
  else add(made);
}

/** A graphics device in software takes seconds a step; so does the pure JavaScript backend, of larger networks. */
const inSoftware = (name) => name === 'webgpu' && /swiftshader/.test(process.env.VK_DRIVER_FILES ?? '');
const all = values.merge.length > 0 ? [] : backends.map(({ name }) => name);
for (const name of positionals.length > 0 ? positionals : all) {
  const missing = backends.find((each) => each.name === name)?.missing();
  if (missing) console.error(`${name}: left out, ${missing}`);
  else if (values.suite) addSuite(run('suite/run-suite.mjs', name, '--json'));
  else add(run('measure.mjs', name, name === 'cpu' || inSoftware(name) ? 'experiments/smoke/tiny.yaml' : 'smoke'));
}

await write('conformance.json', JSON.stringify(sorted(rows)), 'json');
await write('conformance-suite.json', JSON.stringify(sorted(suites)), 'json');
await write('conformance.md', pageOf(Object.values(sorted(rows)), Object.values(sorted(suites)), backends), 'markdown');
