import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The file that Node can run for a plugin's module: of a source in `src`, what is built of it in `dist`.
 * @throws Error where it is not built.
 */
export function compiledModule(module: string | URL): string {
  const { href } = new URL(module);
  const built = href.replace(/\/src\/((?:(?!\/src\/).)*)\.[jt]s$/, '/dist/$1.js');
  const found = [href, built].find((each) => !each.endsWith('.ts') && fs.existsSync(fileURLToPath(each)));
  if (found !== undefined) return found;
  throw new Error(`${fileURLToPath(built)} is not there: build the plugin, since other processes open it`);
}
