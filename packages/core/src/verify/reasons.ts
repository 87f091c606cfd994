import type { Manifest } from '../manifest/schema.js';
import { type DeterminismClass, determinismClasses } from '../spec/head.js';
import { isProgram } from '../trainer/identity.js';
import { isPin, setByPin, setForCuda } from '../manifest/own-variables.js';

/** What a run's bits follow beside the request: a manifest has it, and so has an installation that could run it. */
export interface Circumstances {
  readonly backend: Manifest['backend'];
  /** The program that trains, where the engine does not. */
  readonly trainer?: Pick<NonNullable<Manifest['trainer']>, 'determinism'> | undefined;
  readonly numerics: number;
  readonly data: Pick<Manifest['data'], 'fingerprint' | 'version'>;
  readonly environment: Pick<Manifest['environment'], 'cpu' | 'variables'>;
}

/** A difference between the circumstances of two runs that is expected to change bits. */
export interface Reason {
  /** One sentence, without its full stop. */
  readonly text: string;
  /** The class that can still be judged. */
  readonly leaves: Exclude<DeterminismClass, 'bitwise'>;
}

/** Every reason why two runs of one request may have other bits. Other data or numerics may also draw other images. */
export function differingCircumstances(recorded: Circumstances, ours: Circumstances): Reason[] {
  const reasons: Reason[] = [];
  const differs = (leaves: Reason['leaves'], name: string, a: string | number, b: string | number) => {
    if (a !== b) reasons.push({ text: `${name}: ${a} recorded, ${b} here`, leaves });
  };
  const [then, now] = [recorded.backend, ours.backend];
  differs('tolerance', 'backend', then.name, now.name);
  if (then.name === now.name) differs('tolerance', 'library', then.library, now.library);
  differs('tolerance', 'threads', then.threads, now.threads);
  differs('tolerance', 'precision', then.precision ?? 'float32', now.precision ?? 'float32');
  differs('tolerance', 'instruction-set pin', then.isa, now.isa);
  const whose = isProgram(then) && isProgram(now) ? "program's version" : "engine's numerics version";
  differs('statistical', whose, recorded.numerics, ours.numerics);
  const promised = recorded.trainer?.determinism ?? 'bitwise';
  if (promised !== 'bitwise')
    reasons.push({ text: `its program promises no equal bits: ${promised}`, leaves: promised });
  differs('statistical', "data plugin's version", recorded.data.version, ours.data.version);
  const fingerprint = ({ data }: Circumstances) => data.fingerprint.slice(0, 12);
  differs('statistical', 'data fingerprint', fingerprint(recorded), fingerprint(ours));
  // WebAssembly computes the same on every processor, and reads no such variables (docs/determinism.md).
  if (then.name !== 'wasm' || now.name !== 'wasm') {
    const [theirs, own] = [recorded.environment, ours.environment];
    // A pin gave the same bits with and without AVX-512, and on emulated processors (docs/decisions/processors.md).
    if (!(isPin(then.isa) && isPin(now.isa))) {
      differs('tolerance', 'processor', theirs.cpu.model, own.cpu.model);
      differs('tolerance', 'instruction sets', theirs.cpu.features.join(' '), own.cpu.features.join(' '));
    }
    for (const name of [...new Set([...Object.keys(theirs.variables), ...Object.keys(own.variables)])].sort()) {
      if (then.isa === now.isa && isPin(now.isa) && isSetByPin(name)) continue;
      if (then.name === now.name && now.name === 'tensorflow-gpu' && isSetForCuda(name)) continue;
      differs('tolerance', name, theirs.variables[name] ?? 'not set', own.variables[name] ?? 'not set');
    }
  }
  return reasons;
}

const isSetByPin = (name: string) => (setByPin as readonly string[]).includes(name);
const isSetForCuda = (name: string) => (setForCuda as readonly string[]).includes(name);

/** The reasons as sentences. */
export const reasonsToDiffer = (recorded: Circumstances, ours: Circumstances): string[] =>
  differingCircumstances(recorded, ours).map(({ text }) => text);

/** The strictest class that can be judged under these reasons, and no stricter than the spec promises. */
export function judgeableClass(reasons: readonly Reason[], promised: DeterminismClass): DeterminismClass {
  const rank = (name: DeterminismClass) => determinismClasses.indexOf(name);
  const weakest = Math.max(rank(promised), ...reasons.map(({ leaves }) => rank(leaves)));
  return determinismClasses[weakest] as DeterminismClass;
}
