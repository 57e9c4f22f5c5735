// Writes THIRD-PARTY-NOTICES.txt; run by `vscode:prepublish` after the production build.
import { runMain } from './lib/project.mjs';
import { writeNotices } from './lib/notices.mjs';

await runMain(async () => {
  console.log(`[notices] ${writeNotices()} packages`);
});
