/* An esbuild plugin: classes of tfjs-core as functions. The backends' builds for Node extend them in the old way. */
import { readFile } from 'node:fs/promises';
import ts from 'typescript';

const compilerOptions = { target: ts.ScriptTarget.ES5, module: ts.ModuleKind.ESNext, downlevelIteration: true };

export const oldClasses = {
  name: 'old-classes',
  setup(build) {
    build.onLoad({ filter: /tfjs-core[\\/]dist[\\/].*\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (path.endsWith('_test.js') || !/^(export )?(default )?class /m.test(source)) return undefined;
      return { contents: ts.transpileModule(source, { compilerOptions }).outputText };
    });
  },
};
