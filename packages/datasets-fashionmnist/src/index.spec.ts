import { datasetConformance } from '@seedbed/core/testing';
import plugin from './index.js';

// Of all 70,000 images of fashion-mnist 1.1.0: every recorded manifest names it.
datasetConformance(plugin, { fingerprint: '89994a16547f37ab2f91decdc86efdd65e3b0df0f3c55ca590fbf7d5f8ad5acc' });
