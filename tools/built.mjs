/* The packages as they are built, for tools that drive them; what they do not export is imported by its file. */
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../', import.meta.url));
/** The command, as a program of Node. */
export const program = `${root}packages/cli/bin/seedbed.mjs`;

export const fromDist = (name, file = 'index.js') =>
  import(new URL(`../packages/${name}/dist/${file}`, import.meta.url).href);

export const core = await fromDist('core');

/** Every manifest of a store; throws where one is damaged. */
export function manifestsOf(folder) {
  const store = new core.RunStore(folder);
  return store.ids().map((id) => store.read(id));
}
