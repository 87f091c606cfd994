import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { describeNative } from '../testing/native.js';

/** Packages that a worker loads and that decide no number of a run: each with what it is there for. */
const harmless: Readonly<Record<string, string>> = {
  zod: 'checks specs and manifests',
  yaml: 'reads specs',
  'fastest-levenshtein': 'nearest names in errors',
  'simple-statistics': 'claims',
  '@stdlib': 'claims',
  acorn: 'the digest of sources',
  '@jsquash': 'decodes images when they are packed; the fingerprint covers the pixels',
  '@silvia-odwyer/photon-node': 'decodes images when they are packed; the fingerprint covers the pixels',
  'fashion-mnist': 'images; the fingerprint covers the pixels',
  'tar-stream': 'reads archives',
  yauzl: 'reads archives',
  'google-protobuf': 'summaries for TensorBoard',
  '@mapbox/node-pre-gyp': 'finds the binding, with all that it needs for it',
};

/** What the readers of archives and node-pre-gyp bring. */
const brought = /^(streamx|events-universal|fast-fifo|text-decoder|b4a|pend|semver|readable-stream|are-we-there-yet|detect-libc|wide-align|util-deprecate|strip-ansi|string-width|signal-exit|set-blocking|progress|object-assign|npmlog|nopt|is-fullwidth-code-point|inherits|has-unicode|gauge|emoji-regex|delegates|console-control-strings|color-support|aproba|ansi-regex|abbrev|string_decoder|safe-buffer)$/; // prettier-ignore

const dist = (path: string) => new URL(`../../dist/${path}`, import.meta.url).href;

const hook = `
  import { writeSync } from 'node:fs';
  export async function load(url, context, next) { writeSync(1, url + '\\n'); return next(url, context); }`;
const program = `
  import Module, { register } from 'node:module';
  register('data:text/javascript,' + ${JSON.stringify(encodeURIComponent(hook))});
  const { computingFiles } = await import(${JSON.stringify(dist('workspace/computing-packages.js'))});
  await import(${JSON.stringify(dist('execution/worker.js'))});
  const { chooseBackend, openBackend } = await import('@seedbed/engine');
  await openBackend(chooseBackend(process.argv[1]).provider, { threads: 1 });
  const loaded = Object.keys(Module._cache);
  process.stdout.write('\\n' + JSON.stringify({ loaded, digested: computingFiles(process.argv[1]).map(({ path }) => path) }), () => process.exit(0));`;

/** What a worker with this backend really loads from other packages, and what the digest of the engine covers. */
function worker(backend: string): { loaded: string[]; digested: string[] } {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program, backend], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: undefined },
  });
  const lines = stdout.trim().split('\n');
  const { loaded, digested } = JSON.parse(lines.at(-1) || stderr) as { loaded: string[]; digested: string[] };
  const urls = lines.filter((line) => line.startsWith('file:')).map((line) => fileURLToPath(line));
  const within = [...new Set([...loaded, ...urls])].flatMap((file) => /.*\/node_modules\/(.+)$/.exec(file.replaceAll('\\', '/'))?.[1] ?? []); // prettier-ignore
  return { loaded: within, digested };
}

const packageOf = (path: string) =>
  path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/');
const isHarmless = (name: string) => Object.keys(harmless).some((each) => name === each || name.startsWith(`${each}/`)) || brought.test(name); // prettier-ignore

function expectAllCovered(backend: string): void {
  const { loaded, digested } = worker(backend);
  const uncovered = loaded.filter((path) => !digested.includes(path) && !path.endsWith('.node'));
  expect(uncovered.filter((path) => !isHarmless(packageOf(path)))).toEqual([]);
  const some = ['@tensorflow/tfjs-core/dist/tf-core.node.js', 'seedrandom/lib/xor4096.js'];
  expect(loaded).toEqual(expect.arrayContaining(some));
  expect(digested).toEqual(expect.arrayContaining(some));
}

describe('the digest of the engine', { timeout: 120_000 }, () => {
  it.each(['wasm', 'cpu'])('covers every module that a worker on %s loads and that could decide a number', expectAllCovered); // prettier-ignore

  it('covers WebAssembly that is loaded by path', () => {
    expect(worker('wasm').digested.filter((path) => path.endsWith('.wasm'))).toHaveLength(3);
  });
});

describeNative('the digest of the engine, with native TensorFlow', () => {
  it('covers every module that a worker loads and that could decide a number', { timeout: 120_000 }, () => {
    expectAllCovered('tensorflow');
  });
});
