import type { Manifest } from '../../manifest/schema.js';
import { digestOf } from '../../digest/canonical.js';
import { recordedContext, runIdOf } from '../../plan/run-id.js';

/** The ids are recomputed, and what a manifest repeats of its config must be as it is there. */
export function* checkRequest(manifest: Manifest): Generator<string> {
  const { config } = manifest;
  if (digestOf(config) !== manifest.configId) yield 'its config id is not the digest of its config';
  if (runIdOf(manifest, recordedContext(manifest)) !== manifest.id)
    yield 'its run id is not the digest of its config, what is measured, data fingerprint, plugin version, numerics and backend';
  for (const field of ['stage', 'replicate'] as const)
    if (manifest[field] !== config[field]) yield `${field} is ${manifest[field]}, but ${config[field]} was asked for`;
  const { plugin } = config.learn.data;
  if (plugin !== manifest.data.plugin) yield `data.plugin is ${manifest.data.plugin}, but ${plugin} was asked for`;
  const from = config.weights?.from.run;
  if (from !== undefined && !(from in manifest.upstream)) yield 'upstream does not name the run whose weights it starts from'; // prettier-ignore
  if (from === undefined && Object.keys(manifest.upstream).length > 0 && !JSON.stringify(config).includes('"run":'))
    yield 'upstream names a run, but the config starts from none';
}
