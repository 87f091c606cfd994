import { readSpecFiles } from './documents.js';
import { type Value, valueOf } from './value.js';

/** `PACKAGE:name`, and the same in the name of a metric: `test.PACKAGE:name`. */
const written = /^(?:[A-Za-z][\w-]*\.)*?((?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*):[A-Za-z][\w-]*(?:@[1-9][0-9]*)?$/; // prettier-ignore

/**
 * Every text of a spec, and of those that it extends, that may be the name of a package whose component is meant. Some of
 * them only look like it, as a title with a colon; whoever looks for packages leaves those out.
 * @throws SeedbedError SB_SPEC_NOT_FOUND, SB_SPEC_YAML, SB_SPEC_EXTENDS.
 */
export function packagesIn(path: string): string[] {
  const texts = readSpecFiles(path).flatMap((file) => [...textsOf(valueOf(file))]);
  return [...new Set(texts.flatMap(candidatesOf))].sort();
}

/** What stands before the colon, with what may be a stage and a part taken away and not. */
function candidatesOf(text: string): string[] {
  // npm takes names of up to 214 characters.
  if (text.length > 400) return [];
  const found = written.exec(text)?.[1];
  if (found === undefined) return [];
  const steps = found.split('.');
  return steps.map((_, at) => steps.slice(at).join('.'));
}

function* textsOf(value: Value): Generator<string> {
  if (value.kind === 'scalar') {
    if (typeof value.value === 'string') yield value.value;
  } else if (value.kind === 'list') {
    for (const item of value.items) yield* textsOf(item);
  } else {
    for (const [key, entry] of value.entries) {
      yield key;
      yield* textsOf(entry.value);
    }
  }
}
