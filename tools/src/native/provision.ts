import { rm } from 'node:fs/promises';
import { checkDriver } from './driver';
import { lockBuild } from './lock-build';
import { plan, type Request } from './plan';
import { isReady, prepare, runStages, type Build } from './stages';
import { setAside, sweep, tidy } from './work';

export interface Provisioned {
  readonly status: 'ready' | 'provisioned';
  readonly cache: string;
  readonly tensorflow: string;
}

/** Makes tfjs-node loadable on today's TensorFlow; does nothing where it is. Throws `NativeProblem` where it cannot. */
export async function provision(request: Request): Promise<Provisioned> {
  const build = plan(request);
  if (request.gpu && !request.anyMachine) await checkDriver(build);
  const done = (status: Provisioned['status']) =>
    ({ status, cache: build.layout.root, tensorflow: build.pin.version }) as const;
  if (!request.force && isReady(build)) return done('ready');
  const release = await lockBuild(build.layout, request);
  try {
    if (!request.force && isReady(build)) return done('ready'); // somebody else did it while we waited
    await (request.force ? anew(build) : complete(build));
    return done('provisioned');
  } finally {
    release();
  }
}

async function complete(build: Build): Promise<void> {
  const { layout } = build;
  try {
    await tidy(layout);
    const tools = await prepare(build);
    await runStages(build, tools);
    await rm(layout.work, { recursive: true, force: true });
  } finally {
    await sweep(layout);
  }
}

async function anew(build: Build): Promise<void> {
  const previous = await setAside(build.layout, build.tfjsNode);
  try {
    await complete(build);
  } catch (error) {
    await previous.restore();
    throw error;
  }
  await previous.discard();
}
