import type { ResultFlags } from '../../results/shown.js';

export interface ReportFlags extends ResultFlags {
  readonly out?: string;
  readonly plot?: string;
  readonly dataPage?: string;
  readonly compare?: readonly string[];
  readonly watch?: boolean;
  readonly index?: boolean;
  readonly json?: boolean;
}
