/** With more replicates than this, single ones are not drawn as lines nor tabled one by one: the manifests list them. */
export const singleReplicates = 40;
