/** What a label is made of; both planned runs and manifests have it. */
export interface Labelled {
  readonly role: 'source' | 'cell';
  readonly replicate: number;
  /** Null for a source network. */
  readonly condition: string | null;
  /** Training images a class. */
  readonly images: number;
  /** What was asked for. */
  readonly cell: object;
}

/** What tells a source network from the usual one, which learns the source classes by their true labels; else empty. */
export function sourceKind(cell: object): string {
  const { learns, labels } = cell as { learns?: unknown; labels?: unknown };
  const parts = [learns === 'target' && 'target classes', labels === 'shuffled' && 'shuffled'];
  return parts.filter(Boolean).join(', ');
}

/** What a person calls a run: "r0 S2T at 25", "r0 source", "r0 source (target classes)". No two runs of a plan share it. */
export function labelOf({ role, replicate, condition, images, cell }: Labelled): string {
  if (role === 'cell') return `r${replicate} ${condition} at ${images}`;
  const kind = sourceKind(cell);
  return `r${replicate} source${kind && ` (${kind})`}`;
}
