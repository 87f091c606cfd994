import { createHash } from 'node:crypto';
import { checkedPlugin } from '../../dataset/checked.js';
import type { DatasetPlugin } from '../../dataset/contract.js';
import { eachImage } from '../../dataset/each-image.js';
import { identityOf } from '../../dataset/same-set.js';
import { enter } from './enter.js';
import type { Answer, Question } from './open-in.js';

/* A process of another world: opens a data set there and says what it is. The plugin is loaded when it is entered. */

const say = (answer: Answer) => process.send?.(answer, () => process.disconnect());

async function open({ world, module, options, context }: Question): Promise<Answer> {
  enter(world);
  const loaded = (await import(module)) as { default: DatasetPlugin };
  const plugin = checkedPlugin(loaded.default);
  const dataset = await plugin.open(plugin.options.parse(options), context);
  try {
    const hash = createHash('sha256');
    eachImage(dataset, (pixels) => hash.update(pixels));
    return { set: { ...identityOf(dataset), notes: dataset.notes, pixels: hash.digest('hex') } };
  } finally {
    dataset.close();
  }
}

process.once('message', (question: Question) => {
  open(question).then(say, (error: unknown) =>
    say({ refused: error instanceof Error ? error.message : String(error) }),
  );
});
