// `npm run package`: makes inventory-insights.vsix.
import { runMain } from './lib/project.mjs';
import { setUp } from './lib/setup.mjs';

await runMain(async () => {
  setUp();
  const { packageExtension } = await import('./lib/packageExtension.mjs');
  packageExtension();
});
