import { canonicalJson } from '@seedbed/core';
import { grouped } from '@seedbed/core/words';
import { type Check, equalToFirst } from './bench.js';
import { failed, notTried, passed } from './finding.js';

/** That the run was trained, the conversation has checked: each part, each example, each sum. */
export const predictions: Check = {
  name: 'predictions',
  asks: 'does it predict all examples of all parts?',
  try({ trained: { measured, outcome } }) {
    if (outcome.status !== 'ok') return notTried(`the run ${outcome.status} at step ${outcome.step}: choose another one with --filter`); // prettier-ignore
    const parts = Object.entries(measured ?? {}).map(([part, { examples }]) => `${part} ${grouped(examples)}`);
    return parts.length > 0 ? passed(`complete: ${parts.join(', ')} examples`) : notTried('the run measures no part');
  },
};

export const itself: Check = {
  name: 'identity',
  asks: 'does it say the same of itself each time?',
  try({ first, second }) {
    const [one, other] = [first, second].map(({ trainer }) => trainer.ready as Record<string, unknown>);
    const names = Object.keys({ ...one, ...other });
    const differing = names.filter(
      (name) => canonicalJson(one?.[name] ?? null) !== canonicalJson(other?.[name] ?? null),
    );
    if (differing.length === 0) return passed(`the same in two processes: ${first.trainer.ready.name}, version ${first.trainer.ready.version}`); // prettier-ignore
    const words = differing.map((name) => `${name}: ${canonicalJson(one?.[name] ?? null)}, then ${canonicalJson(other?.[name] ?? null)}`); // prettier-ignore
    return failed(words.join('; '), 'take time, process and run out of "ready": it is part of every run id');
  },
};

export const freshProcess: Check = {
  name: 'fresh process',
  asks: 'does a fresh process give the same bits?',
  try: (bench) =>
    equalToFirst(bench, bench.again, '', 'seed every generator from "seeds" in run.json, and ask the library for deterministic algorithms; or promise less in "determinism"'), // prettier-ignore
};

/** After other runs, since what these leave behind is what a warm process may carry over. */
export const warmProcess: Check = {
  name: 'warm process',
  asks: 'does a process that trained other runs give the same bits?',
  try: async (bench) =>
    equalToFirst(bench, await bench.first.train(), '', 'something is carried from run to run: seed at the start of each run, and build network and optimizer anew'), // prettier-ignore
};
