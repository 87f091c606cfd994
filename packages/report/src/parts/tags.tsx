import type { Verdict } from '@seedbed/core';

export type Origin = 'stated' | 'inferred' | 'ours';

const marks: Readonly<Record<Verdict, string>> = {
  supported: '✓',
  contradicted: '✕',
  equivalent: '≈',
  inconclusive: '?',
};

/** A verdict as a word with a mark: color alone says nothing. */
export function VerdictTag({ verdict }: { readonly verdict: Verdict }) {
  return (
    <span class={`verdict ${verdict}`}>
      <span aria-hidden="true">{marks[verdict]}</span> {verdict}
    </span>
  );
}

const meanings: Readonly<Record<Origin, string>> = {
  stated: 'stated by the paper',
  inferred: 'inferred from the paper',
  ours: 'ours, not the paper’s',
};

/** Where an entry comes from, in a word or in `full`. */
export function OriginTag({ origin, full = false }: { readonly origin: Origin; readonly full?: boolean }) {
  return (
    <span class={`origin ${origin}`} title={full ? undefined : meanings[origin]}>
      {full ? meanings[origin] : origin}
    </span>
  );
}
