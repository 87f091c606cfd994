import { type Content, digestOf, type OpenContext, setParts, type Source } from '@seedbed/core';
import { about } from './about.js';
import { chooseArrays } from './choose.js';
import { contentOf } from './content.js';
import { findArrays, type Found } from './files.js';
import type { ArraysOptions } from './options.js';
import { picturesContent } from './pictures.js';

/** Finds arrays and says which they are. @throws SeedbedError those of `findArrays`. */
export async function openSource(options: ArraysOptions, context: OpenContext): Promise<Source> {
  const found = await findArrays(about, context);
  try {
    const { uses, content } = prepared(found, options, context);
    const names = [...new Set(uses.map(({ file }) => file))];
    const digests = await found.given.digests(names);
    const digestOfFile = new Map(names.map((name, index) => [name, digests[index]]));
    return {
      origin: digestOf(uses.map(({ role, file }) => [...role, digestOfFile.get(file)])),
      content,
      close: () => found.given.close(),
    };
  } catch (error) {
    found.given.close();
    throw error;
  }
}

/** A file that is read, and what for. */
interface Use {
  readonly role: readonly string[];
  readonly file: string;
}

function prepared(
  found: Found,
  options: ArraysOptions,
  context: OpenContext,
): { uses: readonly Use[]; content: () => Promise<Content> } {
  if (found.kind === 'pictures') {
    const { given, tables } = found;
    const uses = setParts.flatMap((part) => (tables.parts.get(part) ?? []).map((file) => ({ role: [part], file })));
    return { uses, content: () => picturesContent(given, tables, options, context) };
  }
  const chosen = chooseArrays(found.given.where, found.arrays, options);
  const uses = chosen.parts.flatMap(({ part, inputs, answers }) => [
    { role: [part, 'inputs', inputs.name], file: inputs.file },
    ...answers.map(({ name, file }) => ({ role: [part, 'answers', name], file })),
  ]);
  return { uses, content: () => contentOf(chosen, options, context.onProgress) };
}
