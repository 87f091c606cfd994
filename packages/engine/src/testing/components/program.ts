import { enter } from '@seedbed/core/worlds';
import type { Answer, Question } from './elsewhere.js';
import type { Exported } from './setup.js';

/* A process of another world: trains with the components of a package there. All is loaded when it is entered. */

const say = (answer: Answer) => process.send?.(answer, () => process.disconnect());

async function train({ world, name, module, engine, backend, request }: Question): Promise<Answer> {
  enter(world);
  const { chooseBackend, openBackend } = await import('../../index.js');
  const { registerExported } = await import('./setup.js');
  const { trained } = await import('./trained.js');
  const { components } = (await import(module)) as Exported;
  const { codes } = engine === null ? {} : ((await import(engine)) as Pick<Exported, 'codes'>);
  registerExported(name, { components, ...(codes && { codes }) });
  const opened = await openBackend(chooseBackend(backend).provider, { threads: 1 });
  const { digests, loss } = await trained(request, opened);
  return { weights: digests.after, loss: loss.chain };
}

process.once('message', (question: Question) => {
  train(question).then(say, (error: unknown) =>
    say({ refused: error instanceof Error ? error.message : String(error) }),
  );
});
