import { NativeProblem } from './problems';
import { enginePackage } from './package';
import { lastLine, run, type RunResult } from './run';
import type { Build } from './stages';

/** Loads the linked tfjs-node in a process of its own (a wrong library ends it with a signal) and computes with it. */
export async function selfTest(build: Build): Promise<void> {
  const env = { ...build.env, TF_CPP_MIN_LOG_LEVEL: '2' };
  const args = [build.helper('self-test.cjs'), enginePackage(build.workspace), build.tfjsNode.name];
  build.progress.say('self test');
  const result = await run(process.execPath, args, { env, signal: build.signal });
  const problem = judge(result, build.pin.version);
  if (problem !== undefined) throw problem;
  const where = build.cuda.length === 0 ? '' : result.stdout.includes('"gpu":true') ? ', on the GPU' : ', on the processor: no GPU here'; // prettier-ignore
  build.progress.say(`self test passed: TensorFlow ${build.pin.version} under Node ${process.version}${where}`);
}

/** What a self test's outcome says. */
export function judge(result: RunResult, version: string): NativeProblem | undefined {
  const found = versionIn(result.stdout);
  if (result.code === 0 && found === version) return undefined;
  if (result.signal === 'SIGILL') {
    return problem('the processor lacks instructions that TensorFlow is built for (AVX)', 'use a newer machine');
  }
  const errors = result.stderr.split('\n').filter((line) => /error/i.test(line));
  const why =
    found !== undefined ? `it is TensorFlow ${found}` : (result.signal ?? errors[0] ?? lastLine(result.stderr));
  return problem(`the self test failed (${why.slice(0, 300)})`, 'run it again with --force; if it stays, report it');
}

const problem = (what: string, remedy: string) => new NativeProblem('SB_NATIVE_SELF_TEST', what, remedy);

function versionIn(stdout: string): string | undefined {
  try {
    return (JSON.parse(lastLine(stdout)) as { tensorflow: string }).tensorflow;
  } catch {
    return undefined;
  }
}
