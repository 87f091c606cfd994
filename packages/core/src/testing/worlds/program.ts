import type { DatasetPlugin } from '../../dataset/contract.js';
import { openDataset } from '../../dataset/open-dataset.js';
import { identityOf } from '../../dataset/same-set.js';
import { enter } from './enter.js';
import type { Answer, Question } from './open-in.js';

/* A process of another world: opens a data set there and says what it is. The plugin is loaded when it is entered. */

const say = (answer: Answer) => process.send?.(answer, () => process.disconnect());

async function open({ world, module, options, context }: Question): Promise<Answer> {
  enter(world);
  const { default: plugin } = (await import(module)) as { default: DatasetPlugin };
  const dataset = await openDataset(plugin, plugin.options.parse(options), context);
  try {
    const { notes, columns } = dataset;
    return { set: { ...identityOf(dataset), notes, ...(columns && { columns }) } };
  } finally {
    dataset.close();
  }
}

process.once('message', (question: Question) => {
  open(question).then(say, (error: unknown) =>
    say({ refused: error instanceof Error ? error.message : String(error) }),
  );
});
