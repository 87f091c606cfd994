import { nameOf, versionedName } from '../components/component.js';
import type { Registry } from '../components/registry.js';
import { usual } from '../spec/usual.js';
import type { RunConfig } from './run-config.js';

const words = { classes: 'classes', numbers: 'numeric targets' } as const;

/** Why a loss does not fit the output, without a full stop; undefined where it does. */
export function lossMisfit(
  { model, training }: Pick<RunConfig, 'model' | 'training'>,
  registry: Registry,
): string | undefined {
  const last = model.layers.at(-1);
  if (!training || last === undefined) return undefined;
  const loss = training.loss ?? usual.loss;
  const predicts = (kind: 'layer' | 'loss', { name, version }: ReturnType<typeof versionedName>) =>
    registry.find(kind, name, version)?.predicts;
  const [wanted, given] = [predicts('loss', versionedName(loss)), predicts('layer', versionedName(last))];
  if (!wanted || !given || wanted === given) return undefined;
  return `${nameOf(loss)} is a loss of ${words[wanted]}, and ${nameOf(last)} predicts ${words[given]}`;
}
