import { describeBackends } from '../testing/each-backend.js';
import { describeRandomRecipes } from '../testing/random-properties.js';

describeBackends(['wasm', 'tensorflow'], (backend) => describeRandomRecipes(backend, 40));
