import { existsSync, readFileSync } from 'node:fs';
import { arch } from 'node:os';
import { type InstructionSetPin, SeedbedError } from '@seedbed/core';

/** The flags of /proc/cpuinfo that a pin needs. */
const needed: Readonly<Record<InstructionSetPin, readonly string[]>> = { AVX2: ['avx2', 'fma'] };

/** What of `isa` this processor lacks, in a word for people; null when nothing, or when the system does not say. */
export function lackingForPin(isa: InstructionSetPin, cpuinfo: string | null, architecture: string): string | null {
  if (architecture !== 'x64') return `this processor is ${architecture}, not x64`;
  const flags = cpuinfo && /^flags\s*:\s*(.*)$/m.exec(cpuinfo)?.[1]?.split(/\s+/);
  if (!flags) return null;
  const lacking = needed[isa].filter((flag) => !flags.includes(flag));
  return lacking.length > 0 ? `this processor has no ${lacking.join(', ')}` : null;
}

/** What this processor lacks for a pin, in a sentence; null when nothing. */
export function lackingHere(isa: InstructionSetPin): string | null {
  const cpuinfo = existsSync('/proc/cpuinfo') ? readFileSync('/proc/cpuinfo', 'utf8') : null;
  const lacking = lackingForPin(isa, cpuinfo, arch());
  return lacking && `the spec pins tensorflow to ${isa}, and ${lacking}`;
}

/**
 * Makes TensorFlow compute the same bits on every x86-64 processor that has `isa`; before it is loaded. oneDNN's
 * operations are switched on, since whether they are by default follows the processor, and Eigen's, which would be used
 * instead, cut their sums by its level-1 cache; oneDNN keeps to `isa` (docs/decisions/processors.md).
 * @throws SeedbedError SB_BACKEND_ISA (exit 4) when this processor lacks it.
 */
export function pinInstructionSet(isa: InstructionSetPin): void {
  const lacking = lackingHere(isa);
  if (lacking) {
    throw new SeedbedError('SB_BACKEND_ISA', lacking, {
      hint: 'use --backend wasm, which needs no pin',
    });
  }
  process.env['TF_ENABLE_ONEDNN_OPTS'] = '1';
  process.env['ONEDNN_MAX_CPU_ISA'] = isa;
}
