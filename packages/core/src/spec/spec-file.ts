import type { Document, LineCounter } from 'yaml';

/** A YAML file with what is needed to point into it. */
export interface SpecFile {
  readonly path: string;
  readonly text: string;
  readonly document: Document;
  readonly lines: LineCounter;
}
