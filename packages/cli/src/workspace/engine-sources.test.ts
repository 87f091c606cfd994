import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/tiny.js';
import { compiledIn, decidesIn, decidingCore, digestOfSources } from './engine-sources.js';

const packages = fileURLToPath(new URL('../../..', import.meta.url));
const optimizer = 'import { a } from "b";\nexport const step = (w, g) => w - 0.5 * g; // descent\n';
/** The modules of a folder but tests, by their paths with slashes. */
const modules = (folder: string) =>
  readdirSync(join(packages, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|^testing/.test(file))
    .map((file) => ({ file, text: readFileSync(join(packages, folder, file), 'utf8') }));
/** Whether an index hands on a name of a file: it may export all of them, or some. */
function exportedFrom(index: string): (file: string, name: string) => boolean {
  const lines = [...index.matchAll(/^export (?:\*|\{([^}]*)\}) from '\.\/([^']*)\.js'/gm)];
  const byFile = new Map(lines.map(([, names, file]) => [`${file}.ts`, names?.split(',').map((name) => name.trim())]));
  return (file, name) => byFile.has(file) && (byFile.get(file)?.includes(name) ?? true);
}

const digest = (text: string) => digestOfSources([{ path: 'x/optimizer.js', text }]);

describe('the digest of the engine', () => {
  it.each([
    ['a comment', optimizer.replace('// descent', '/* ascent? */ // no')],
    ['a comment of its own line', `// Copyright\n${optimizer}`],
    ['line ends', optimizer.replaceAll('\n', '\r\n')],
    ['spacing', optimizer.replace('w - 0.5 * g', 'w  -\n0.5*g')],
    ['the address of a source map', `${optimizer}//# sourceMappingURL=x.js.map`],
  ])('does not change with %s', (_, text) => {
    expect(text).not.toBe(optimizer);
    expect(digest(text)).toBe(digest(optimizer));
  });

  it.each([
    ['an operator', optimizer.replace('-', '+')],
    ['a number in its last digit', optimizer.replace('0.5', '0.50000001')],
    ['an import', optimizer.replace('"b"', '"c"')],
    ['a line break that ends a statement', 'export function f(x) { return\nx; }'],
    ['a text that looks like a comment', optimizer.replace('"b"', '"//"')],
    ['a regular expression', `${optimizer}/a/.test(a);`],
  ])('changes with %s', (_, text) => {
    expect(digest(text)).not.toBe(digest(optimizer));
  });

  it('tells regular expressions, templates and big integers apart that differ in a character', () => {
    const texts = ['/a/u', '/b/u', '/a/i', '1n', '2n', '`//a`', '`//b`', '"a"', 'return_\nx', 'return_ \n\n x'];
    expect(new Set(texts.map(digest)).size).toBe(texts.length - 1);
  });

  it('does not change with the order in which files are found, but with their paths', () => {
    const [a, b] = [
      { path: 'a.js', text: '1' },
      { path: 'b.js', text: '2' },
    ];
    expect(digestOfSources([b, a])).toBe(digestOfSources([a, b]));
    expect(digestOfSources([a, { ...b, path: 'c.js' }])).not.toBe(digestOfSources([a, b]));
  });

  it('does not cover what an older build left of a source that is gone', () => {
    const root = temporaryFolder();
    const write = (path: string) => {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), '');
    };
    const built = ['dist/index.js', 'dist/index.d.ts', 'dist/training/step.js', 'dist/training/stage.js'];
    for (const path of built) write(path);
    // An installed package has no sources to compare with.
    const installed = ['index.js', 'training/stage.js', 'training/step.js'];
    expect(compiledIn(join(root, 'dist')).sort()).toEqual(installed);
    for (const path of ['src/index.ts', 'src/training/step.ts']) write(path);
    expect(compiledIn(join(root, 'dist')).sort()).toEqual(['index.js', 'training/step.js']);
  });

  it('covers of the engine what a backend loads, and nothing that only others do', () => {
    const of = (backend: string, paths: readonly string[]) => paths.filter(decidesIn(backend));
    const all = ['training/step.js', 'graph/computation.js', 'testing/numbers.js', 'backends/choose.js'];
    const wasm = ['kernels/wasm.js', 'backends/wasm.js'];
    const tensorflow = ['kernels/tensorflow.js', 'graph/saved-model.js', 'backends/instruction-set.js'];
    const paths = [...all, ...wasm, ...tensorflow, 'kernels/portable.js'];
    expect(of('tensorflow', paths)).toEqual([...all.slice(0, 2), ...tensorflow]);
    expect(of('wasm', paths)).toEqual([...all.slice(0, 2), ...wasm, 'kernels/portable.js']);
    expect(of('elsewhere', paths)).toEqual(all.slice(0, 2));
  });

  it('covers every function of core that the engine calls, but for its errors', () => {
    // The choice of a backend decides no number.
    const deciding = modules('engine/src').filter(({ file }) => file !== 'backends/choose.ts');
    const imports = deciding.flatMap(({ text }) =>
      [...text.matchAll(/^import \{([^}]*)\} from '@seedbed\/core'/gm)].flatMap((match) => match[1]!.split(',')),
    );
    const called = new Set(imports.map((name) => name.trim()).filter((name) => name && !name.startsWith('type ')));
    expect([...called]).toEqual(expect.arrayContaining(['SeedStreams', 'drawExamples', 'placeNetwork']));
    const exporting = modules('core/src').filter(({ file }) => !decidingCore.test(file.replace(/\.ts$/, '.js')));
    const exported = exportedFrom(readFileSync(join(packages, 'core/src/index.ts'), 'utf8'));
    const elsewhere = exporting.flatMap(({ file, text }) =>
      [...text.matchAll(/^export (?:async )?(?:const|class|function\*?) (\w+)/gm)]
        .filter((match) => called.has(match[1]!) && exported(file, match[1]!))
        .map((match) => `${file}: ${match[1]}`),
    );
    // What only refuses decides no number.
    expect(
      elsewhere.filter((each) => !/^errors(\.ts|\/)|^plan\/loss-misfit\.ts|^dataset\/kind-misfit\.ts/.test(each)),
    ).toEqual([]);
  });

  it('covers what these modules of core load, but for messages and fingerprints', () => {
    const deciding = modules('core/src').filter(({ file }) => decidingCore.test(file.replace(/\.ts$/, '.js')));
    const loaded = deciding.flatMap(({ file, text }) =>
      [...text.matchAll(/^import (?!type )[^;]* from '(\.[^']*)'/gm)].map((match) =>
        posix.join(posix.dirname(file), match[1]!),
      ),
    );
    const others = new Set(loaded.filter((file) => !decidingCore.test(file)));
    expect([...others].sort()).toEqual(['dataset/fingerprint.js', 'dataset/packed-errors.js', 'errors.js', 'spec/nearest.js']); // prettier-ignore
  });
});
