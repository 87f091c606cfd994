/* One bundle of tfjs-core and its own tests, made once per version. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

const plugin = new URL('./old-classes.mjs', import.meta.url);

/** The tests declare themselves when they are loaded, which must be after the backend is there. */
const entry = `export * from '@tensorflow/tfjs-core/dist/index';
export { setTestEnvs } from '@tensorflow/tfjs-core/dist/jasmine_util';
export function declareTests() {
  require('@tensorflow/tfjs-core/dist/register_all_gradients');
  require('@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops');
  require('@tensorflow/tfjs-core/dist/tests');
}`;

/** The file of the bundle, a CommonJS module. */
export async function bundledTests() {
  const { version } = require('@tensorflow/tfjs-core/package.json');
  const key = createHash('sha256').update(entry).update(readFileSync(plugin)).digest('hex').slice(0, 8);
  const file = join(tmpdir(), 'seedbed-conformance', `tfjs-core-${version}-${key}.cjs`);
  if (existsSync(file)) return file;
  mkdirSync(dirname(file), { recursive: true });
  const [{ build }, { oldClasses }] = await Promise.all([import('esbuild'), import('./old-classes.mjs')]);
  const partial = `${file}.${process.pid}`;
  await build({
    stdin: { contents: entry, resolveDir: import.meta.dirname },
    outfile: partial,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: ['*.node'],
    // The package marks its tests as free of side effects: they would be dropped.
    ignoreAnnotations: true,
    plugins: [oldClasses],
    logLevel: 'error',
  });
  renameSync(partial, file);
  return file;
}
