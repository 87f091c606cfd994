import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const { resolve } = createRequire(import.meta.url);

const built = (packageName: string, file: string) => readFile(join(dirname(resolve(packageName)), file), 'utf8');

const own = (file: string) => readFile(fileURLToPath(new URL(`../../browser/${file}`, import.meta.url)), 'utf8');

const withoutMap = (source: string) => source.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');

/** The interpreter is published as a module; in the page it takes what it imports from the `vega` global. */
function asGlobal(source: string): string {
  const body = source
    .replace(/^import \{([^}]*)\} from 'vega-util';/m, 'const {$1} = vega;')
    .replace(/^export \{ (\w+) as expressionInterpreter \};/m, 'vega.expressionInterpreter = $1;');
  if (/^(?:import|export)\b/m.test(body) || !body.includes('vega.expressionInterpreter =')) {
    throw new Error('vega-interpreter is built in another way than this version of the report expects');
  }
  return `(function () {\n${body}\n})();\n`;
}

/** A text that is inlined in a script element must not end it. */
function inlinable(source: string): string {
  return source.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');
}

/** The page's own scripts, each one idea; what they share hangs on `window.seedbed`. */
const parts = ['tip.js', 'runs.js', 'menu.js', 'keys.js', 'page.js'];

/** The scripts of a page, in order: vega, its interpreter (so that nothing is evaluated), and the page's own. */
export async function pageScripts(): Promise<string[]> {
  const [vega, interpreter, ...page] = await Promise.all([
    built('vega', 'vega.min.js'),
    built('vega-interpreter', 'vega-interpreter.js'),
    ...parts.map(own),
  ]);
  return [withoutMap(vega), asGlobal(withoutMap(interpreter)), ...page].map(inlinable);
}

/** The page's style sheet, without the colors, which `themeStyle` adds. */
export const pageStyle = () => own('page.css');

/** What a page about data adds to it. */
export const dataStyle = () => own('data.css');

/** What the page over all experiments adds to it. */
export const shelfStyle = () => own('shelf.css');

/** What sorts its cards. */
export const shelfScript = async () => inlinable(await own('shelf.js'));
