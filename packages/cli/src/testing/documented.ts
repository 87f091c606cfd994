import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { linkIntoWorkspace } from './outside.js';
import { blocksOf } from './page.js';

const page = new URL('../../../../docs/plugins-components.md', import.meta.url);

/** The blocks of code of the page on components, by language, in their order. */
export const documentedBlocks = (language: string): string[] =>
  blocksOf(page)
    .filter((each) => each.language === language)
    .map(({ text }) => text);

/** Installs the package of the page in a workspace, as somebody who copies it would. */
export function installDocumented(workspace: string): string {
  const folder = join(workspace, 'node_modules', 'my-layers');
  mkdirSync(folder, { recursive: true });
  const [index = '', engine = ''] = documentedBlocks('js');
  const files = { 'package.json': documentedBlocks('json')[0] as string, 'index.js': index, 'engine.js': engine };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  linkIntoWorkspace(workspace, '@seedbed/core', '@seedbed/engine', '@tensorflow/tfjs-core');
  return folder;
}
