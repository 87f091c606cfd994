import { NativeProblem } from './problems';

/** The oldest glibc that the wheels run on (their platform tag says so). */
const oldest = [2, 27] as const;

/** Version of the glibc under this Node; undefined with another C library, such as Alpine's musl. */
export function runtimeGlibc(): string | undefined {
  const report = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  return report.header.glibcVersionRuntime;
}

/** What to say where TensorFlow's library cannot run on this system's C library. */
export function libcProblem(platform: string, glibc: string | undefined): NativeProblem | undefined {
  if (platform !== 'linux') return undefined;
  const [major = 0, minor = 0] = (glibc ?? '').split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return undefined;
  return new NativeProblem(
    'SB_NATIVE_PLATFORM',
    glibc === undefined ? 'this Linux has no glibc (Alpine has musl)' : `glibc ${glibc} is too old`,
    `use a Linux with glibc ${oldest.join('.')} or newer`,
  );
}
