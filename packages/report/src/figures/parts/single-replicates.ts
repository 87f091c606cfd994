import type { ReportModel } from '../../data/model.js';

/** With more replicates than this, single ones are not drawn as lines nor tabled one by one: the manifests list them. */
export const singleReplicates = 40;

/** Whether single replicates are drawn beside their means. */
export const singlesDrawn = ({ replicates }: Pick<ReportModel, 'replicates'>): boolean =>
  replicates.length > 1 && replicates.length <= singleReplicates;
