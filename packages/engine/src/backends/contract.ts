/** Version of `BackendProvider`; a package with a backend declares it: `"seedbed": { "backend": 1 }` in its package.json. */
export const backendContract = 1;
