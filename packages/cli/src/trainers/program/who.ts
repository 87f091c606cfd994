import { workerEnvironment } from '../../execution/worker-environment.js';
import type { Terminal } from '../../progress/terminal.js';
import type { Computing } from '../../workspace/data-sets.js';
import { dataCache } from '../../workspace/dataset.js';
import { homeOf, type Program } from '../../workspace/program.js';
import { checkCommand } from './command.js';
import { askConsent } from './consent.js';
import { programTrainer } from './program-trainer.js';
import { scratchFolder } from './scratch.js';

/** Who a program is now: it says so when it is started, and trains nothing. @param yes whether somebody agreed to it. */
export async function whoIs(program: Program, yes: boolean, terminal: Terminal): Promise<Computing> {
  const { command, folder } = program;
  checkCommand(command, folder, homeOf(program));
  await askConsent(command, folder, { yes }, terminal);
  const { variables: environment } = workerEnvironment(process.env, []);
  const trainer = await programTrainer({
    ...program,
    ...{
      threads: 1,
      scratch: scratchFolder(),
      cacheDir: dataCache(),
      checkpointSeconds: 0,
      circumstances: { environment },
    },
  });
  trainer.stop();
  return { backend: trainer.identity, numerics: trainer.numerics };
}
