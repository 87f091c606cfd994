import { NativeProblem } from './problems';
import { run } from './run';
import type { Build } from './stages';

/** The first driver that runs programs of any CUDA 12 (NVIDIA's CUDA compatibility guide, Linux). */
const oldest = [525, 60] as const;

/** Looks at NVIDIA's driver before gigabytes are downloaded for it. Throws `SB_NATIVE_DRIVER`. */
export async function checkDriver({
  env,
  signal,
  progress,
}: Pick<Build, 'env' | 'signal' | 'progress'>): Promise<void> {
  const query = ['--query-gpu=name,driver_version', '--format=csv,noheader'];
  const answer = await run('nvidia-smi', query, { env, signal }).catch(() => undefined);
  const problem = driverProblem(answer?.code === 0 ? answer.stdout : undefined);
  if (problem !== undefined) throw problem;
  progress.say(`found ${answer?.stdout.trim().split('\n').join('; ')}`);
}

/** What the driver's list of cards (`name, version` a line) says against CUDA 12; undefined when nothing. */
export function driverProblem(list: string | undefined): NativeProblem | undefined {
  const elsewhere = 'where another machine has the GPU, add --any-machine';
  if (list === undefined) {
    const what = 'there is no NVIDIA driver here (nvidia-smi does not answer)';
    return new NativeProblem('SB_NATIVE_DRIVER', what, `install it, or use --backend webgpu; ${elsewhere}`);
  }
  const version = /,\s*(\d+)\.(\d+)/.exec(list);
  if (!version) return new NativeProblem('SB_NATIVE_DRIVER', 'the NVIDIA driver finds no GPU', elsewhere);
  const [major, minor] = [Number(version[1]), Number(version[2])];
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return undefined;
  const what = `the NVIDIA driver ${major}.${minor} is too old for CUDA 12`;
  return new NativeProblem('SB_NATIVE_DRIVER', what, `install ${oldest.join('.')} or newer`);
}
