import { databases } from './databases';
import { microsoft } from './microsoft';
import { operatingSystems } from './operatingSystems';
import { platforms } from './platforms';
import type { LifecycleFact } from './types';
import { webAndRuntimes } from './webAndRuntimes';

/** Support dates of products that datacentres run, as their makers publish them; true in November 2026. */
export const lifecycleFacts: readonly LifecycleFact[] = [
  ...operatingSystems,
  ...microsoft,
  ...databases,
  ...webAndRuntimes,
  ...platforms,
].sort((a, b) => (a.name < b.name ? -1 : 1));
