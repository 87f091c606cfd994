/* A program of another numerics version, whose initial weights differ, too: not even by chance has it equal results. */
import { accessSync } from 'node:fs';
import { register } from 'node:module';

const packages = new URL('../../../packages/', import.meta.url);
/** By file: what is replaced, and by what. */
const edits = {
  'engine/dist/numerics.js': ['numericsVersion = (\\d+)', 'numericsVersion = 1000$1'],
  'engine/dist/network/initialize.js': ['- 1\\) \\* limit', '- 1) * limit * 0.5'],
};
for (const file of Object.keys(edits)) accessSync(new URL(file, packages));

register(
  `data:text/javascript,${encodeURIComponent(`
    const edits = ${JSON.stringify(edits)};
    export async function load(url, context, next) {
      const loaded = await next(url, context);
      const file = Object.keys(edits).find((end) => url.endsWith(end));
      if (!file) return loaded;
      const source = String(loaded.source);
      const [from, to] = edits[file];
      if (!new RegExp(from).test(source)) throw new Error('there is nothing to edit in ' + url);
      return { ...loaded, source: source.replace(new RegExp(from), to) };
    }
  `)}`,
);
