import type { Content, DatasetPlugin } from '@seedbed/core';
import { auditOpening } from '@seedbed/engine/audit';
import { changedSource } from './changed-source.js';

/**
 * The same plugin, watched as a run is while it finds its data, says what they hold, and reads them.
 * @param allows packages that may do what is else an error.
 */
export function audited(plugin: DatasetPlugin, allows: readonly string[] = []): DatasetPlugin {
  const watch = <O extends object, T>(options: O, body: (options: O) => Promise<T>): Promise<T> =>
    auditOpening(plugin.name, allows, options, body);

  /** What it says is read here, while it is watched. */
  function watchedContent(given: Content): Content {
    if (typeof (given as Content | null | undefined)?.examples !== 'function') return given;
    const { inputs, columns, classes, targets, grouped } = given;
    return {
      inputs,
      ...(columns !== undefined && { columns }),
      ...(classes !== undefined && { classes }),
      ...(targets !== undefined && { targets }),
      ...(grouped !== undefined && { grouped }),
      examples: (add) => watch({ add }, (watched) => given.examples(watched.add)),
    };
  }

  return {
    ...plugin,
    open: (options, context) =>
      watch(context, async (watched) => {
        const source = await plugin.open(options, watched);
        return changedSource(source, () => ({
          content: () => watch({}, async () => watchedContent(await source.content())),
        }));
      }),
  };
}
