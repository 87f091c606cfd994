/** What a condition does with the source network, resolved against the number of transferable layers. */
export interface Treatment {
  /** Which source network it starts from; null trains from scratch. */
  readonly source: null | { readonly classes: 'source' | 'target'; readonly labels: 'true' | 'shuffled' };
  /** The first so many layers start with the source network's weights. */
  readonly copied: number;
  /** The first so many layers keep the weights they start with. */
  readonly frozen: number;
  /** Multiple of the size's steps. */
  readonly budget: number;
}

interface ConditionKind {
  readonly pattern: RegExp;
  readonly meaning: string;
  readonly treatment: (match: RegExpExecArray, layers: number) => Treatment;
}

const scratch: Treatment = { source: null, copied: 0, frozen: 0, budget: 1 };
const transfer = (layers: number): Treatment => ({
  ...scratch,
  source: { classes: 'source', labels: 'true' },
  copied: layers,
});

/** The conditions that a spec can name: the paper's, then the controls (protocol: Yosinski's BnB, random features …). */
export const conditionKinds: readonly ConditionKind[] = [
  {
    pattern: /^base$/,
    meaning: 'base: the target from scratch',
    treatment: () => scratch,
  },
  {
    pattern: /^base\(([2-9])x\)$/,
    meaning: 'base(3x): base with 3 times the steps, to see whether base has converged',
    treatment: (match) => ({ ...scratch, budget: Number(match[1]) }),
  },
  {
    pattern: /^FTall$/,
    meaning: 'FTall: start from the source network, fine-tune all layers',
    treatment: (_, layers) => transfer(layers),
  },
  {
    pattern: /^S([1-9][0-9]?)T$/,
    meaning: 'S2T: start from the source network, first 2 layers fixed',
    treatment: (match, layers) => ({ ...transfer(layers), frozen: Number(match[1]) }),
  },
  {
    pattern: /^S([1-9][0-9]?)T\(reinitialised\)$/,
    meaning: 'S2T(reinitialised): first 2 layers copied and fixed, the layers above random (Yosinski AnB)',
    treatment: (match, layers) => ({ ...transfer(layers), copied: Number(match[1]), frozen: Number(match[1]) }),
  },
  {
    pattern: /^selffer([1-9][0-9]?)$/,
    meaning: 'selffer2: as S2T(reinitialised), from a source network trained on the target classes (Yosinski BnB)',
    treatment: (match) => ({
      ...scratch,
      source: { classes: 'target', labels: 'true' },
      copied: Number(match[1]),
      frozen: Number(match[1]),
    }),
  },
  {
    pattern: /^randomFreeze([1-9][0-9]?)$/,
    meaning: 'randomFreeze2: first 2 layers random and fixed',
    treatment: (match) => ({ ...scratch, frozen: Number(match[1]) }),
  },
  {
    pattern: /^FTall\(shuffled\)$/,
    meaning: 'FTall(shuffled): FTall from a source network trained on shuffled labels, a negative control',
    treatment: (_, layers) => ({ ...transfer(layers), source: { classes: 'source', labels: 'shuffled' } }),
  },
];

/** Every condition name that the language knows, as one pattern (for the JSON Schema that editors use). */
export const conditionPattern = new RegExp(conditionKinds.map((kind) => kind.pattern.source).join('|'));

/** Names to suggest: every kind, with every number of one digit that it may have. */
export const conditionExamples: readonly string[] = [
  ...new Set(
    conditionKinds.flatMap(({ meaning, pattern }) => {
      const [example = ''] = meaning.split(':');
      const names = Array.from({ length: 9 }, (_, index) => example.replace(/\d/, String(index + 1)));
      return names.filter((name) => pattern.test(name));
    }),
  ),
];

/**
 * What a condition means for a network with `layers` transferable layers.
 * @returns null for a name that is no condition or that freezes more layers than there are.
 */
export function resolveCondition(name: string, layers: number): Treatment | null {
  for (const kind of conditionKinds) {
    const match = kind.pattern.exec(name);
    if (!match) continue;
    const treatment = kind.treatment(match, layers);
    return treatment.frozen <= layers && treatment.copied <= layers ? treatment : null;
  }
  return null;
}
