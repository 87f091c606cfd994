import { canonicalJson, digestOf } from '../../digest/canonical.js';
import { checkConfig } from '../../plan/check-config.js';
import { componentsOf } from '../../plan/components-of.js';
import { runsOf } from '../../plan/runs-of.js';
import type { Manifest } from '../../manifest/schema.js';
import { recordedContext, runIdOf } from '../../manifest/run-id.js';

/** The ids are recomputed, and what a manifest repeats of its config must be as it is there. */
export function* checkRequest(manifest: Manifest): Generator<string> {
  const { config, components } = manifest;
  if (digestOf(config) !== manifest.configId) yield 'its config id is not the digest of its config';
  if (runIdOf(manifest, recordedContext(manifest)) !== manifest.id)
    yield 'its run id is not the digest of its config, what is measured, data fingerprint, plugin version, numerics and backend';
  for (const what of checkConfig(config)) yield `config: ${what}`;
  if (canonicalJson(components) !== canonicalJson(componentsOf(config))) yield 'components are not those of its config';
  for (const field of ['stage', 'replicate'] as const)
    if (manifest[field] !== config[field]) yield `${field} is ${manifest[field]}, but ${config[field]} was asked for`;
  const { plugin } = config.learn.data;
  if (plugin !== manifest.data.plugin) yield `data.plugin is ${manifest.data.plugin}, but ${plugin} was asked for`;
  if (runsOf(config).sort().join() !== Object.keys(manifest.upstream).sort().join())
    yield 'upstream does not name the runs from which its config starts';
}
